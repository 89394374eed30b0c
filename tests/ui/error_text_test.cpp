#include "ui/error_text.h"

#include "support/printers.h"

#include <QRegularExpression>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct ErrorTextCase {
    const char *name;
    Error error;
    const char *says; ///< part of the sentence
    const char *next; ///< part of what to do
};

class ErrorTextTest : public ::testing::TestWithParam<ErrorTextCase>
{ };

Error offline(Error::Reach reach)
{
    return {.kind = Error::Kind::Offline, .detail = QStringLiteral("GET https://a.test/metrics"), .reach = reach};
}

Error answered(Error::Kind kind, int status)
{
    return {.kind = kind, .detail = QStringLiteral("GET https://a.test/metrics"), .status = status};
}

} // namespace

TEST_P(ErrorTextTest, SaysWhatWhyAndWhatNextWithoutCodes)
{
    const ErrorText text = errorText(GetParam().error, QStringLiteral("read the metrics of “sync”"));
    EXPECT_TRUE(text.sentence.startsWith(u"Could not read the metrics of “sync”: ")) << text.sentence.toStdString();
    EXPECT_TRUE(text.sentence.contains(QString::fromUtf8(GetParam().says))) << text.sentence.toStdString();
    EXPECT_TRUE(text.next.contains(QString::fromUtf8(GetParam().next))) << text.next.toStdString();
    const QString people = text.sentence + text.next;
    static const QRegularExpression codes(QStringLiteral("[0-9]{3}|!|please|Error"));
    EXPECT_FALSE(people.contains(codes)) << people.toStdString();
    EXPECT_TRUE(text.sentence.endsWith(u'.') && text.next.endsWith(u'.'));
    EXPECT_TRUE(text.details.contains(u"GET https://a.test/metrics"));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ErrorTextTest,
    ::testing::Values(
        ErrorTextCase{"Dns", offline(Error::Reach::Dns), "name of the host", "address"},
        ErrorTextCase{"Refused", offline(Error::Reach::Refused), "refused", "Start the service"},
        ErrorTextCase{"Tls", offline(Error::Reach::Tls), "secure connection", "certificate"},
        ErrorTextCase{"Timeout", offline(Error::Reach::Timeout), "in time", "timeout"},
        ErrorTextCase{"Reset", offline(Error::Reach::Reset), "cut", "again"},
        ErrorTextCase{"Clock", offline(Error::Reach::Clock), "certificate", "Set the clock"},
        ErrorTextCase{"Proxy", offline(Error::Reach::Proxy), "name and password", "proxy settings"},
        ErrorTextCase{"NoNetwork", offline(Error::Reach::NoNetwork), "no network", "by itself"},
        ErrorTextCase{"NoReach", offline(Error::Reach::None), "no answer", "again"},
        ErrorTextCase{"Unauthorized", answered(Error::Kind::Unauthorized, 401), "credential", "workspace"},
        ErrorTextCase{"RateLimited", answered(Error::Kind::RateLimited, 429), "slow down", "interval"},
        ErrorTextCase{"NotFound", answered(Error::Kind::Rejected, 404), "nothing at that path", "Correct the path"},
        ErrorTextCase{"Rejected", answered(Error::Kind::Rejected, 410), "refuses", "will not help"},
        ErrorTextCase{"ServerFault", answered(Error::Kind::ServerFault, 503), "fault of its own", "log"},
        ErrorTextCase{"Malformed", answered(Error::Kind::Malformed, 200), "is not something", "HTML"},
        ErrorTextCase{"Storage", answered(Error::Kind::Storage, 0), "disk or the keychain", "free space"}),
    [](const auto &test) { return test.param.name; });

TEST(ErrorTextDetailsTest, KeepsTheStatusForTheFold)
{
    const ErrorText text = errorText(answered(Error::Kind::ServerFault, 503), QStringLiteral("read"));
    EXPECT_EQ(text.details, QStringLiteral("HTTP 503, GET https://a.test/metrics"));
}

TEST(ErrorTextDetailsTest, SaysWhenALimitedOneIsTriedAgain)
{
    Error error = answered(Error::Kind::RateLimited, 429);
    error.retryAfter = std::chrono::seconds(40);
    EXPECT_TRUE(errorText(error, QStringLiteral("read")).next.contains(u"40 s"));
}

} // namespace hubwatch::ui
