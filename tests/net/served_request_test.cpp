#include "net/served_request.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr RequestCaps small{.head = 200, .body = 20};

struct BodyCase {
    const char *name;
    QByteArray bytes;
    QByteArray body;
};

class ServedBodyTest : public ::testing::TestWithParam<BodyCase>
{ };

TEST_P(ServedBodyTest, IsReadWholeAndNoFurther)
{
    const QByteArray next = "GET /next";
    const ReadRequest read = readRequest(GetParam().bytes + next, small);
    ASSERT_TRUE(read.request) << read.why.toStdString();
    EXPECT_EQ(read.request->body, GetParam().body);
    EXPECT_EQ(read.used, GetParam().bytes.size());
    for (qsizetype i = 0; i < GetParam().bytes.size(); ++i)
        EXPECT_EQ(readRequest(GetParam().bytes.left(i), small), ReadRequest{}) << "after " << i << " bytes";
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, ServedBodyTest,
    ::testing::Values(
        BodyCase{"None", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", ""},
        BodyCase{"Counted", "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nabcde", "abcde"},
        BodyCase{"ExpectIsIgnored", "PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab", "ab"},
        BodyCase{"Chunked",
                 "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
                 "abc0123456789"},
        BodyCase{"Trailers", "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\nSum: 1\r\n\r\n", "x"},
        BodyCase{"AtTheCap", "POST / HTTP/1.1\r\nContent-Length: 20\r\n\r\n01234567890123456789",
                 "01234567890123456789"}),
    [](const auto &test) { return test.param.name; });

struct RefusedCase {
    const char *name;
    QByteArray bytes;
    int status;
};

class ServedRefusalTest : public ::testing::TestWithParam<RefusedCase>
{ };

TEST_P(ServedRefusalTest, SaysWithWhichStatus)
{
    const ReadRequest read = readRequest(GetParam().bytes, small);
    EXPECT_EQ(read.refusal, GetParam().status);
    EXPECT_FALSE(read.why.isEmpty());
    EXPECT_FALSE(read.request);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, ServedRefusalTest,
    ::testing::Values(
        RefusedCase{"EndlessHead", QByteArray(201, 'a'), 431},
        RefusedCase{"LongHead", "GET / HTTP/1.1\r\nX: " + QByteArray(200, 'a') + "\r\n\r\n", 431},
        RefusedCase{"NoRequest", "hello\r\n\r\n", 400}, RefusedCase{"OtherHttp", "GET / HTTP/2.0\r\n\r\n", 400},
        RefusedCase{"WholeUrl", "GET http://a.test/ HTTP/1.1\r\n\r\n", 400},
        RefusedCase{"SpaceBeforeTheColon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        RefusedCase{"FoldedHeader", "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n", 400},
        RefusedCase{"LengthIsAWord", "POST / HTTP/1.1\r\nContent-Length: two\r\n\r\n", 400},
        RefusedCase{"NegativeLength", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400},
        RefusedCase{"LengthAndChunks", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    400},
        RefusedCase{"OtherCoding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
        RefusedCase{"LargeBody", "POST / HTTP/1.1\r\nContent-Length: 21\r\n\r\n", 413},
        RefusedCase{"LargeChunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n", 413},
        RefusedCase{"ChunkSizeIsAWord", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400},
        RefusedCase{"ChunkTooLong", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc", 400},
        RefusedCase{"EndlessChunkSize", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray(1100, '0'),
                    400}),
    [](const auto &test) { return test.param.name; });

TEST(ServedRequest, KeepsPathAndQueryAsTheyCame)
{
    const ReadRequest read = readRequest("GET /a%2Fb?x=%20&y=?z HTTP/1.1\r\nX-A:  one two \r\n\r\n", small);
    ASSERT_TRUE(read.request);
    EXPECT_EQ(read.request->path, QByteArray("/a%2Fb"));
    EXPECT_EQ(read.request->query, QByteArray("x=%20&y=?z"));
    EXPECT_EQ(read.request->header("x-a"), QByteArray("one two"));
    EXPECT_FALSE(read.request->isLast);
}

struct LastCase {
    const char *bytes;
    bool isLast;
};

TEST(ServedRequest, KnowsWhenTheConnectionEnds)
{
    for (const LastCase &one :
         {LastCase{"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", true}, LastCase{"GET / HTTP/1.0\r\n\r\n", true},
          LastCase{"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false}})
        EXPECT_EQ(readRequest(one.bytes, small).request->isLast, one.isLast) << one.bytes;
}

TEST(ServedRequest, TellsItsOwnHost)
{
    for (const char *own : {"localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:9464", "[::1]", "[::1]:1"})
        EXPECT_TRUE(isOwnHost(own)) << own;
    for (const char *other : {"", "evil.test", "localhost.evil.test", "127.0.0.1.evil.test:80", "127.0.0.1:80@evil",
                              "[::2]", "::1", "0.0.0.0"})
        EXPECT_FALSE(isOwnHost(other)) << other;
}

} // namespace
} // namespace hubwatch
