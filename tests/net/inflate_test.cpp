#include "net/inflate.h"

#include "support/fault_server.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::gzipBomb;
using testing::gzipped;

Result<QByteArray> inflated(const QByteArray &body, qsizetype pieceSize, qint64 maxBytes = 1'000'000)
{
    Inflate inflate(maxBytes);
    for (qsizetype at = 0; at < body.size(); at += pieceSize) {
        if (const auto added = inflate.add(QByteArrayView(body).sliced(at, std::min(pieceSize, body.size() - at)));
            !added)
            return tl::unexpected(added.error());
    }
    return inflate.finish();
}

QByteArray numbers()
{
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += QByteArray::number(i * 7919) + '\n';
    return text;
}

struct InflateCase {
    const char *name;
    QByteArray body;
    QByteArray expected;
};

class InflateTest : public ::testing::TestWithParam<InflateCase>
{ };

TEST_P(InflateTest, GivesTheSameInPiecesOfAnySize)
{
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(4096), qsizetype(10'000'000)}) {
        const auto result = inflated(GetParam().body, piece);
        ASSERT_TRUE(result) << piece << ": " << result.error().detail.toStdString();
        EXPECT_EQ(*result, GetParam().expected) << piece;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, InflateTest,
    ::testing::Values(InflateCase{"Short", gzipped("up 1\n"), "up 1\n"}, InflateCase{"Empty", gzipped(""), ""},
                      InflateCase{"Long", gzipped(numbers()), numbers()},
                      InflateCase{"TwoMembers", gzipped("a 1\n") + gzipped("b 2\n"), "a 1\nb 2\n"}),
    [](const auto &test) { return test.param.name; });

struct BadGzip {
    const char *name;
    QByteArray body;
    const char *says;
};

class BadInflateTest : public ::testing::TestWithParam<BadGzip>
{ };

TEST_P(BadInflateTest, IsMalformed)
{
    for (const qsizetype piece : {qsizetype(1), qsizetype(4096)}) {
        const auto result = inflated(GetParam().body, piece);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, Error::Kind::Malformed);
        EXPECT_TRUE(result.error().detail.startsWith(QString::fromLatin1(GetParam().says)))
            << result.error().detail.toStdString();
    }
}

QByteArray withWrongChecksum()
{
    QByteArray body = gzipped("up 1\n");
    body[body.size() - 6] = char(body[body.size() - 6] ^ 1);
    return body;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, BadInflateTest,
    ::testing::Values(BadGzip{"Nothing", "", "the gzip body ends in the middle, after 0 decoded bytes"},
                      BadGzip{"Text", "up 1\n", "the body is not the gzip"},
                      BadGzip{"HalfAHeader", gzipped("up 1\n").first(5), "the gzip body ends in the middle"},
                      BadGzip{"CutShort", gzipped(numbers()).chopped(100), "the gzip body ends in the middle"},
                      BadGzip{"WithoutItsLastByte", gzipped("up 1\n").chopped(1), "the gzip body ends in the middle"},
                      BadGzip{"WrongChecksum", withWrongChecksum(), "the body is not the gzip"},
                      BadGzip{"JunkBehind", gzipped("up 1\n") + "junk", "the body is not the gzip"},
                      BadGzip{"Bomb", gzipBomb(50'000'000), "answer larger than 1 MB decoded"}),
    [](const auto &test) { return test.param.name; });

TEST(Inflate, AcceptsABodyThatFillsTheCapAndNoByteMore)
{
    EXPECT_TRUE(inflated(gzipped(QByteArray(1000, 'x')), 100, 1000));
    EXPECT_FALSE(inflated(gzipped(QByteArray(1001, 'x')), 100, 1000));
}

TEST(Inflate, StaysFailed)
{
    Inflate inflate(1000);
    EXPECT_FALSE(inflate.add("nonsense"));
    EXPECT_FALSE(inflate.add(gzipped("up 1\n")));
    EXPECT_FALSE(inflate.finish());
}

} // namespace
} // namespace hubwatch
