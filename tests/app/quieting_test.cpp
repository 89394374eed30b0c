#include "app/alerting/quieting.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint quietNow(1'763'884'800s);
const AlertId quietAlert{QStringLiteral("sync"), QStringLiteral("api.error_rate")};
const AlertLabels quietLabels{{QStringLiteral("service"), QStringLiteral("sync")},
                              {QStringLiteral("rule"), QStringLiteral("api.error_rate")}};

Mute muteOf(const char *label, const char *value, TimePoint until)
{
    return {.id = QStringLiteral("m"),
            .matchers = {{.label = QString::fromLatin1(label), .value = QString::fromLatin1(value)}},
            .startsAt = quietNow - 1h,
            .endsAt = until,
            .author = QStringLiteral("anna"),
            .reason = QStringLiteral("deploy")};
}

Silence silenceOf(const char *label, const char *value, bool active = true)
{
    return {.route = QStringLiteral("fleet"),
            .id = QStringLiteral("s"),
            .matchers = {{.label = QString::fromLatin1(label), .value = QString::fromLatin1(value)}},
            .startsAt = quietNow - 1h,
            .endsAt = quietNow + 1h,
            .author = QStringLiteral("mei"),
            .comment = QStringLiteral("migration"),
            .active = active};
}

TEST(Quieting, NothingKeepsAnAlertQuietByItself)
{
    EXPECT_EQ(Quieting().of(quietAlert, quietLabels).kind, Quiet::Kind::No);
}

TEST(Quieting, AMuteSaysWhoAndWhyAndHoldsNoLongerThanItShould)
{
    const Mute mutes[] = {muteOf("service", "sync", quietNow + 1min)};
    const Quiet quiet = Quieting(mutes, {}, {}, quietNow).of(quietAlert, quietLabels);
    EXPECT_EQ(quiet.kind, Quiet::Kind::Muted);
    EXPECT_TRUE(quiet.why.startsWith(u"muted by anna")) << quiet.why.toStdString();
    EXPECT_TRUE(quiet.why.endsWith(u": deploy"));
    EXPECT_EQ(Quieting(mutes, {}, {}, quietNow + 1min).of(quietAlert, quietLabels).kind, Quiet::Kind::No);
    const Mute others[] = {muteOf("service", "other", quietNow + 1min)};
    EXPECT_EQ(Quieting(others, {}, {}, quietNow).of(quietAlert, quietLabels).kind, Quiet::Kind::No);
}

TEST(Quieting, ASilenceKnowsTheAlertByTheNameAlertmanagerHasForIt)
{
    const Silence byName[] = {silenceOf("alertname", "api.error_rate")};
    const Quiet quiet = Quieting({}, byName, {}, quietNow).of(quietAlert, quietLabels);
    EXPECT_EQ(quiet.kind, Quiet::Kind::Silenced);
    EXPECT_TRUE(quiet.why.contains(u"fleet") && quiet.why.contains(u"mei")) << quiet.why.toStdString();
    const Silence pending[] = {silenceOf("alertname", "api.error_rate", false)};
    EXPECT_EQ(Quieting({}, pending, {}, quietNow).of(quietAlert, quietLabels).kind, Quiet::Kind::No);
}

TEST(Quieting, WhatExplainsAnAlertComesBeforeWhoMutedIt)
{
    const Mute mutes[] = {muteOf("service", "sync", quietNow + 1min)};
    const Inhibition inhibited[] = {{.alert = quietAlert, .why = QStringLiteral("token of prod is refused")}};
    const Quieting quieting(mutes, {}, inhibited, quietNow);
    EXPECT_EQ(quieting.of(quietAlert, quietLabels).kind, Quiet::Kind::Inhibited);
    ASSERT_TRUE(quieting.inhibition(quietAlert));
    EXPECT_FALSE(quieting.inhibition({QStringLiteral("other"), quietAlert.rule}));
}

} // namespace
} // namespace hubwatch
