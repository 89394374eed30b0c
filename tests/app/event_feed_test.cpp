#include "app/engine/event_feed.h"

#include "support/printers.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint feedBegin(1'763'884'800s);

Event fedAt(Duration after, const QString &text = QStringLiteral("x"))
{
    return {.at = feedBegin + after, .kind = Event::Kind::Mark, .text = text};
}

TEST(EventFeed, IsNewestFirstAlsoWhenEventsComeLate)
{
    Recorder recorder({});
    EventFeed feed(recorder);
    for (const Duration after : {1min, 3min, 2min})
        feed.add(fedAt(after));
    EXPECT_EQ(feed.newest(feedBegin + 4min), (std::vector<Event>{fedAt(3min), fedAt(2min), fedAt(1min)}));
}

TEST(EventFeed, ShowsTwoHundredOfTheLastDay)
{
    Recorder recorder({});
    EventFeed feed(recorder);
    for (int i = 0; i < 300; ++i)
        feed.add(fedAt(i * 1min));
    EXPECT_EQ(feed.newest(feedBegin + 5h).size(), 200U);
    EXPECT_EQ(feed.newest(feedBegin + 5h).front(), fedAt(299min));
    EXPECT_TRUE(feed.newest(feedBegin + 5h + 24h).empty());
}

TEST(EventFeed, IsThereAgainAfterARestart)
{
    const QTemporaryDir folder;
    {
        Recorder recorder({.directory = folder.path()});
        EventFeed feed(recorder);
        feed.add(fedAt(0s, QStringLiteral("too old")));
        feed.add(fedAt(20h, QStringLiteral("first")));
        feed.add(fedAt(21h, QStringLiteral("second")));
    }
    Recorder recorder({.directory = folder.path()});
    EventFeed feed(recorder);
    feed.restore(feedBegin + 30h);
    EXPECT_EQ(feed.newest(feedBegin + 30h),
              (std::vector<Event>{fedAt(21h, QStringLiteral("second")), fedAt(20h, QStringLiteral("first"))}));
}

} // namespace
} // namespace hubwatch
