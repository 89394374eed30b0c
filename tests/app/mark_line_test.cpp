#include "app/triage/mark_line.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint markedAt(1'763'884'800s); // 2025-11-23 08:00 UTC

TEST(MarkLine, ReadsWhatItWrites)
{
    for (const char *service : {"", "contacts-sync"}) {
        const Event mark
            = markOf(markedAt + 5ms, QString::fromLatin1(service), QStringLiteral("deploy \"1.4\" \u65e5"));
        const QByteArray line = markLine(mark);
        EXPECT_EQ(line.count('\n'), 1);
        const Result<Event> read = parseMarkLine(line);
        ASSERT_TRUE(read) << read.error().detail.toStdString();
        EXPECT_EQ(*read, mark);
    }
}

TEST(MarkLine, ReadsPlainLinesAndZones)
{
    const Result<Event> plain = parseMarkLine("2025-11-23T08:00:00Z contacts-sync deploy 1.4.2\r");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->at, markedAt);
    EXPECT_EQ(plain->service, QStringLiteral("contacts-sync"));
    EXPECT_EQ(plain->text, QStringLiteral("deploy 1.4.2"));
    EXPECT_EQ(plain->kind, Event::Kind::Mark);
    EXPECT_EQ(parseMarkLine("2025-11-23T17:00+09:00 - all of it")->service, QString());
    EXPECT_EQ(parseMarkLine("2025-11-23T17:00+09:00 - all of it")->at, markedAt);
    EXPECT_EQ(parseMarkLine(R"({"at":"2025-11-23T08:00:00.250Z","text":"x","sha":"abc"})")->at, markedAt + 250ms);
}

TEST(MarkLine, SaysWhatItExpected)
{
    const auto wrong = [](const char *line) {
        const Result<Event> read = parseMarkLine(line);
        EXPECT_FALSE(read) << line;
        return read ? QString() : read.error().detail;
    };
    EXPECT_TRUE(wrong("2025-11-23T08:00:00 sync x").contains(u"expected \"2026-11-23T08:00:00Z SERVICE TEXT\""));
    EXPECT_TRUE(wrong("2025-11-23T08:00:00Z sync").contains(u"found"));
    EXPECT_TRUE(wrong("2025-13-23T08:00:00Z sync x").contains(u"expected"));
    EXPECT_TRUE(wrong(R"({"at":"2025-11-23T08:00:00Z")").contains(u"JSON"));
    EXPECT_TRUE(wrong(R"({"at":12,"text":"x"})").startsWith(u"at: expected"));
    EXPECT_TRUE(wrong(R"({"at":"2025-11-23T08:00:00Z","text":" "})").startsWith(u"text: expected"));
    EXPECT_FALSE(wrong("pat-na1-12345678-1234-1234-1234-123456789012").contains(u"12345678"));
}

TEST(MarkLine, TakesTokensAndControlCharactersOut)
{
    const Event mark = markOf(markedAt, QStringLiteral("a\nb"),
                              QStringLiteral("with pat-na1-12345678-1234-1234-1234-123456789012\nand\x1b[31m")
                                  + QStringLiteral(" more").repeated(200));
    EXPECT_EQ(mark.service, QStringLiteral("a b"));
    EXPECT_FALSE(mark.text.contains(u"12345678"));
    EXPECT_FALSE(mark.text.contains(u'\n'));
    EXPECT_FALSE(mark.text.contains(QChar(0x1b)));
    EXPECT_EQ(mark.text.size(), longestMarkText);
}

} // namespace
} // namespace hubwatch
