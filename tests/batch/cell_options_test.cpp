#include "batch/cell_options.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

CellOptions stageOptions()
{
    return CellOptions(
        {{.value = QStringLiteral("subscriber"), .label = QStringLiteral("Subscriber")},
         {.value = QStringLiteral("lead"), .label = QStringLiteral("リード")},
         {.value = QStringLiteral("marketingqualifiedlead"), .label = QStringLiteral("Marketing Qualified Lead")},
         {.value = QStringLiteral("customer"), .label = QStringLiteral("Customer")},
         {.value = QStringLiteral("17"), .label = QStringLiteral("Partner")},
         {.value = QStringLiteral("18"), .label = QStringLiteral("Partner")},
         {.value = QStringLiteral("old"), .label = QStringLiteral("Old"), .hidden = true},
         {.value = QStringLiteral("Customer"), .label = QStringLiteral("Shadow")}});
}

std::string optionFor(const char *text)
{
    static const CellOptions options = stageOptions();
    const std::string *value = options.find(text);
    return value ? *value : "-";
}

} // namespace

TEST(CellOptions, AreFoundByValueAndByALabelThatIsOneOptionsAlone)
{
    EXPECT_EQ(optionFor("lead"), "lead");
    EXPECT_EQ(optionFor("リード"), "lead");
    EXPECT_EQ(optionFor("Subscriber"), "subscriber");
    EXPECT_EQ(optionFor("old"), "old") << "a hidden one is still one";
    EXPECT_EQ(optionFor("Customer"), "Customer") << "a value counts before another's label";
    EXPECT_EQ(optionFor("Partner"), "-") << "two have that label";
    EXPECT_EQ(optionFor("LEAD"), "-") << "case is proposed, never taken";
    EXPECT_EQ(optionFor(""), "-");
}

TEST(CellOptions, ProposeWhatWasMeant)
{
    const CellOptions options = stageOptions();
    EXPECT_EQ(options.missText("LEAD"),
              QStringLiteral("none of subscriber, lead, marketingqualifiedlead, customer, 17, 18 and 1 more; did you "
                             "mean \"lead\"?"));
    EXPECT_TRUE(options.missText("MQL").endsWith(QStringLiteral("did you mean \"marketingqualifiedlead\"?")));
    EXPECT_TRUE(options.missText("subscribr").endsWith(QStringLiteral("did you mean \"subscriber\"?")));
    EXPECT_TRUE(options.missText("ﾘｰﾄﾞ").endsWith(QStringLiteral("did you mean \"lead\"?"))) << "half-width";
    EXPECT_FALSE(options.missText("xyz").contains(QStringLiteral("did you mean")));
    EXPECT_FALSE(options.missText("!!").contains(QStringLiteral("did you mean")));
}
