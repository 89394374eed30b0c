#include "app/commands/watch_lines.h"

#include "support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

const std::vector<Rule> lineRules{{.name = QStringLiteral("api.error_rate"),
                                   .signal = QStringLiteral("api.error_rate"),
                                   .threshold = 0.05,
                                   .minimum = 20}};

Reading errorRate(std::optional<double> value, std::int64_t n)
{
    return {.at = TimePoint(1'795'420'800'000ms),
            .service = QStringLiteral("contacts-sync"),
            .signal = QStringLiteral("api.error_rate"),
            .validity = value ? Reading::Validity::Known : Reading::Validity::Unknown,
            .value = value,
            .n = n};
}

TEST(WatchLines, WriteAReadingWithItsFixedKeys)
{
    EXPECT_EQ(readingLine(errorRate(0.012, 2451), lineRules),
              QByteArray(R"({"type":"reading","at":"2026-11-23T08:00:00.000Z","service":"contacts-sync",)"
                         R"("signal":"api.error_rate","value":0.012,"n":2451,"low":null,"high":null,"state":"ok"})"));
}

TEST(WatchLines, SayNullForWhatIsUnknown)
{
    const QByteArray line = readingLine(errorRate(std::nullopt, 0), lineRules);
    EXPECT_TRUE(line.contains(R"("value":null)")) << line.toStdString();
    EXPECT_TRUE(line.contains(R"("state":"unknown")")) << line.toStdString();
}

TEST(WatchLines, NeverWriteAnInfinity)
{
    Reading reading = errorRate(std::numeric_limits<double>::infinity(), 5);
    EXPECT_TRUE(readingLine(reading, lineRules).contains(R"("value":null)"));
}

TEST(WatchLines, AreJsonWhateverTheNames)
{
    Reading reading = errorRate(1e-7, 3);
    reading.service = QStringLiteral("a \"quoted\" \\ name\n\u30c6\u30b9\u30c8");
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(readingLine(reading, lineRules), &error).object();
    EXPECT_EQ(error.error, QJsonParseError::NoError) << error.errorString().toStdString();
    EXPECT_EQ(object[QStringLiteral("service")].toString(), reading.service);
    EXPECT_EQ(object[QStringLiteral("value")].toDouble(), 1e-7);
}

TEST(WatchLines, TellBreachOkAndNoDataApart)
{
    EXPECT_EQ(readingState(errorRate(0.07, 100), lineRules), QStringLiteral("breach"));
    EXPECT_EQ(readingState(errorRate(0.07, 10), lineRules), QStringLiteral("ok")) << "below the minimum volume";
    EXPECT_EQ(readingState(errorRate(0.04, 100), lineRules), QStringLiteral("ok"));
    Reading blind = errorRate(std::nullopt, 0);
    blind.validity = Reading::Validity::NoData;
    EXPECT_EQ(readingState(blind, lineRules), QStringLiteral("no-data"));
}

TEST(WatchLines, WriteAnAlertWithItsFixedKeys)
{
    AlertChange change;
    change.at = TimePoint(1'795'420'800'000ms);
    change.from = Alert::State::Pending;
    change.alert = {.service = QStringLiteral("contacts-sync"),
                    .rule = QStringLiteral("api.error_rate"),
                    .state = Alert::State::Firing,
                    .since = TimePoint(1'795'420'800'000ms),
                    .value = 0.07};
    EXPECT_EQ(alertLine(change),
              QByteArray(R"({"type":"alert","at":"2026-11-23T08:00:00.000Z","service":"contacts-sync",)"
                         R"("rule":"api.error_rate","from":"pending","to":"firing",)"
                         R"("since":"2026-11-23T08:00:00.000Z","value":0.07})"));
}

TEST(WatchLines, SpeakToPeopleWithUnits)
{
    EXPECT_EQ(readingSentence(errorRate(0.012, 2451), lineRules),
              QStringLiteral("08:00:00Z contacts-sync api.error_rate 1.2 % (n 2451) ok"));
}

TEST(WatchLines, TellWhatBecameOfAToken)
{
    AccountState account{.config = {.name = QStringLiteral("prod")},
                         .token = TokenState::Refused,
                         .tokenWords = QStringLiteral("rotated"),
                         .tokenSince = TimePoint(1'795'420'800'000ms),
                         .tokenError = ApiError{.cause = ApiError::Cause::TokenInvalid}};
    EXPECT_EQ(accountLine(account),
              QByteArray(R"({"type":"account","at":"2026-11-23T08:00:00.000Z","account":"prod","token":"refused",)"
                         R"("cause":"token-invalid","portal":null,"words":"rotated"})"));
    account.tokenError.reset();
    account.details = AccountDetails{.portal = 4242};
    const QByteArray line = accountLine(account);
    EXPECT_TRUE(line.contains(R"("cause":null,"portal":4242)")) << line.toStdString();
    EXPECT_EQ(accountSentence(account), QStringLiteral("08:00:00 prod token refused: rotated"));
}

} // namespace
} // namespace hubwatch
