#include "ui/tray/quiet_hours.h"

#include "support/printers.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct QuietCase {
    const char *name;
    bool on;
    QTime from;
    QTime to;
    QTime now;
    bool quiet;
};

class QuietHoursTest : public ::testing::TestWithParam<QuietCase>
{ };

} // namespace

TEST_P(QuietHoursTest, Hold)
{
    const QuietCase &test = GetParam();
    EXPECT_EQ(quietAt({.on = test.on, .from = test.from, .to = test.to}, test.now), test.quiet);
}

INSTANTIATE_TEST_SUITE_P(Times, QuietHoursTest,
                         ::testing::Values(QuietCase{"Off", false, {22, 0}, {7, 0}, {23, 0}, false},
                                           QuietCase{"Evening", true, {22, 0}, {7, 0}, {23, 0}, true},
                                           QuietCase{"AfterMidnight", true, {22, 0}, {7, 0}, {3, 0}, true},
                                           QuietCase{"AtTheStart", true, {22, 0}, {7, 0}, {22, 0}, true},
                                           QuietCase{"AtTheEnd", true, {22, 0}, {7, 0}, {7, 0}, false},
                                           QuietCase{"ByDay", true, {22, 0}, {7, 0}, {12, 0}, false},
                                           QuietCase{"NoonRest", true, {12, 0}, {13, 0}, {12, 30}, true},
                                           QuietCase{"AfterNoonRest", true, {12, 0}, {13, 0}, {13, 0}, false},
                                           QuietCase{"OfNoLength", true, {12, 0}, {12, 0}, {12, 0}, false}),
                         [](const auto &test) { return test.param.name; });

TEST(MayBeepTest, PagesBreakThroughTheQuiet)
{
    CallSettings settings{.sound = true, .quiet = {.on = true}};
    const QTime night(2, 0);
    EXPECT_FALSE(mayBeep(settings, 1, night));
    EXPECT_FALSE(mayBeep(settings, 2, night));
    EXPECT_TRUE(mayBeep(settings, 3, night));
    EXPECT_TRUE(mayBeep(settings, 1, {12, 0}));
    EXPECT_FALSE(mayBeep(settings, 0, {12, 0})) << "nothing got worse";
    settings.sound = false;
    EXPECT_FALSE(mayBeep(settings, 3, {12, 0})) << "sound is switched off";
}

TEST(CallSettingsTest, AreRemembered)
{
    const QTemporaryDir home;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
    EXPECT_EQ(readCallSettings(), CallSettings());
    const CallSettings chosen{.sound = true, .flash = false, .quiet = {.on = true, .from = {21, 30}, .to = {6, 15}}};
    writeCallSettings(chosen);
    EXPECT_EQ(readCallSettings(), chosen);
    QSettings().setValue(QStringLiteral("tray/quietFrom"), QStringLiteral("nonsense"));
    EXPECT_EQ(readCallSettings().quiet.from, QuietHours().from);
}

} // namespace hubwatch::ui
