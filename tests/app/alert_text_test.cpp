#include "app/engine/alert_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const Rule textRule{.name = QStringLiteral("api.error_rate"), .signal = QStringLiteral("api.error_rate")};

AlertChange firingAt(double value, std::int64_t n)
{
    return {.from = Alert::State::Pending,
            .alert = {.rule = textRule.name, .state = Alert::State::Firing, .value = value, .n = n}};
}

TEST(AlertText, SaysWhatMovedWithItsFigure)
{
    EXPECT_EQ(changeText(firingAt(0.072, 2451), &textRule), QStringLiteral("API error rate firing at 7.2 %, n 2451"));
}

TEST(AlertText, EndsWithTheNote)
{
    AlertChange change = firingAt(0.072, 2451);
    change.alert.note = QStringLiteral("clock started over");
    EXPECT_TRUE(changeText(change, &textRule).endsWith(QStringLiteral("; clock started over")));
}

TEST(AlertText, NamesARuleThatIsGone)
{
    AlertChange change = firingAt(0.072, 2451);
    change.alert.state = Alert::State::Inactive;
    EXPECT_EQ(changeText(change, nullptr), QStringLiteral("api.error_rate inactive"));
}

} // namespace
} // namespace hubwatch
