#include "app/commands/check_options.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Result<CheckOptions> checkOptions(const char *line)
{
    return readCheckOptions(QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts));
}

TEST(CheckOptions, AreReadWhole)
{
    const auto options = checkOptions("--service sync --item test.load --item env.ignored --report junit:check.xml "
                                      "--report=html:- --set-baseline --pace 0.3");
    ASSERT_TRUE(options) << options.error().detail.toStdString();
    EXPECT_EQ(*options,
              (CheckOptions{.service = QStringLiteral("sync"),
                            .items = {QStringLiteral("test.load"), QStringLiteral("env.ignored")},
                            .reports = {{ReportFormat::Junit, QStringLiteral("check.xml")},
                                        {ReportFormat::Html, QStringLiteral("-")}},
                            .baseline = true,
                            .pace = 0.3}));
}

struct WrongCheck {
    const char *name;
    const char *line;
    const char *complaint;
};

class WrongCheckTest : public ::testing::TestWithParam<WrongCheck>
{ };

TEST_P(WrongCheckTest, IsRefusedWithTheWayOut)
{
    const auto options = checkOptions(GetParam().line);
    ASSERT_FALSE(options);
    EXPECT_EQ(options.error().detail.toStdString(), GetParam().complaint);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, WrongCheckTest,
    ::testing::Values(WrongCheck{"NoService", "--item a", "--service NAME is missing"},
                      WrongCheck{"NoItem", "--service s --item", "--item: its value is missing"},
                      WrongCheck{"UnknownOption", "--service s --fast", "unknown \"--fast\""},
                      WrongCheck{"UnknownFormat", "--service s --report pdf:a.pdf",
                                 "--report: expected FORMAT:PATH with html, md, json, junit, sarif or csv, such as "
                                 "junit:check.xml, found \"pdf:a.pdf\""},
                      WrongCheck{"NoPath", "--service s --report junit:",
                                 "--report: expected FORMAT:PATH with html, md, json, junit, sarif or csv, such as "
                                 "junit:check.xml, found \"junit:\""},
                      WrongCheck{"PaceInWords", "--service s --pace fast",
                                 "--pace: expected a number from 0.01 to 10, found \"fast\""}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
