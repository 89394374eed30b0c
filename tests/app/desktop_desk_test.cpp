#include "app/engine/desktop_desk.h"

#include "support/manual_clock.h"

#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class DesktopDeskTest : public ::testing::Test
{
protected:
    void show()
    {
        desk.show({.title = QStringLiteral("sync fails")}, context.get(),
                  [this](const Delivery &delivery) { answers.push_back(delivery); });
    }

    testing::ManualClock clock;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    bool windowOpen = true;
    std::vector<DesktopNotice> shown;
    std::vector<Delivery> answers;
    DesktopDesk desk{clock, [this](const DesktopNotice &notice) {
                         shown.push_back(notice);
                         return windowOpen;
                     }};
};

TEST_F(DesktopDeskTest, CarriesTheAnswerBackOnce)
{
    show();
    ASSERT_EQ(shown.size(), 1U);
    clock.advance(40ms);
    desk.answered(shown[0].id, true, {});
    desk.answered(shown[0].id, false, {});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].outcome, Delivery::Outcome::Done);
    EXPECT_EQ(answers[0].took, 40ms);
    clock.advance(1min);
    EXPECT_EQ(answers.size(), 1U);
}

TEST_F(DesktopDeskTest, WithoutAWindowItIsRefusedAndNotBeforeTheCallReturned)
{
    windowOpen = false;
    show();
    EXPECT_TRUE(answers.empty());
    clock.advance(0ms);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].outcome, Delivery::Outcome::Refused);
}

TEST_F(DesktopDeskTest, AWindowThatHangsIsAskedAgainLater)
{
    show();
    clock.advance(10s);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].outcome, Delivery::Outcome::Later);
    desk.answered(shown[0].id, true, {});
    EXPECT_EQ(answers.size(), 1U) << "too late";
}

TEST_F(DesktopDeskTest, SaysNothingToWhoeverHasGone)
{
    show();
    context.reset();
    desk.answered(shown[0].id, true, {});
    EXPECT_TRUE(answers.empty());
}

} // namespace
} // namespace hubwatch
