#include "app/triage/probe_words.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ProbeWords, ReadsTheStatusOfHttpAlone)
{
    EXPECT_EQ(statusOfHead("HTTP/1.1 200 OK\r\n"), 200);
    EXPECT_EQ(statusOfHead("HTTP/2 503\r\n"), 503);
    EXPECT_EQ(statusOfHead("HTTP/1.1 20 OK\r\n"), 0);
    EXPECT_EQ(statusOfHead("SSH-2.0-OpenSSH\r\n"), 0);
    EXPECT_EQ(statusOfHead({}), 0);
}

TEST(ProbeWords, KnowsWhenAllHasCome)
{
    EXPECT_FALSE(isWholeAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"));
    EXPECT_FALSE(isWholeAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"));
    EXPECT_TRUE(isWholeAnswer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
    EXPECT_FALSE(isWholeAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"));
    EXPECT_TRUE(isWholeAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"));
    EXPECT_FALSE(isWholeAnswer("HTTP/1.1 200 OK\r\n\r\n{}")) << "until the other side closes";
}

TEST(ProbeWords, BelievesARegionOnlyInForm)
{
    EXPECT_EQ(regionOfAnswer("HTTP/1.1 200 OK\r\n\r\n{\"dataHostingLocation\": \"na2\"}"), QStringLiteral("na2"));
    EXPECT_EQ(regionOfAnswer("HTTP/1.1 488 X\r\nX-HubSpot-Correct-Hublet: eu1\r\n\r\n"), QStringLiteral("eu1"));
    EXPECT_EQ(regionOfAnswer("HTTP/1.1 488 X\r\nX-HubSpot-Correct-Hublet: evil.example\r\n\r\n"), QString());
}

TEST(ProbeWords, JudgesByWhetherATokenWasSent)
{
    struct Case {
        int status;
        bool goodWith;
        bool goodWithout;
    };
    for (const Case &asked : {Case{200, true, true}, Case{401, false, true}, Case{403, true, true},
                              Case{404, false, true}, Case{429, false, true}, Case{500, false, false}}) {
        const QByteArray answer = "HTTP/1.1 " + QByteArray::number(asked.status) + " X\r\n\r\n";
        HubSpotProbe with;
        judgeAnswer(with, answer, true);
        EXPECT_EQ(with.good, asked.goodWith) << asked.status;
        HubSpotProbe without;
        judgeAnswer(without, answer, false);
        EXPECT_EQ(without.good, asked.goodWithout) << asked.status;
        EXPECT_FALSE(with.words.isEmpty() || without.words.isEmpty());
    }
}

TEST(ProbeWords, NamesTheStepATimeoutHappenedIn)
{
    HubSpotProbe probe{.host = QStringLiteral("api.hubapi.com")};
    EXPECT_TRUE(unansweredWords(probe, Error::Reach::Timeout, {}).endsWith(u"looking up its name"));
    probe.dns = 5ms;
    EXPECT_TRUE(unansweredWords(probe, Error::Reach::Timeout, {}).endsWith(u"connecting"));
    probe.connect = 5ms;
    EXPECT_TRUE(unansweredWords(probe, Error::Reach::Timeout, QStringLiteral("agreeing on TLS")).endsWith(u"TLS"));
    probe.tls = 5ms;
    EXPECT_TRUE(unansweredWords(probe, Error::Reach::Timeout, {}).endsWith(u"waiting for its answer"));
}

} // namespace
} // namespace hubwatch
