#include "app/commands/check_lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint checkedAt = TimePoint(1'790'000'000'000ms);

ItemStanding itemOf(const char *id, Outcome outcome, const char *words)
{
    return {.item = {.id = QString::fromLatin1(id),
                     .group = QStringLiteral("Test"),
                     .remedy = QStringLiteral("Do it."),
                     .effort = QStringLiteral("a day")},
            .verdict = plainVerdict(QString::fromLatin1(id), outcome, QString::fromLatin1(words), checkedAt)};
}

Readiness sample()
{
    Readiness readiness{.service = QStringLiteral("sync"), .zone = QStringLiteral("UTC"), .at = checkedAt};
    readiness.items = {itemOf("a", Outcome::Pass, "all is well"), itemOf("b", Outcome::Fail, "one is missing"),
                       itemOf("c", Outcome::Fail, "not yet")};
    readiness.items[2].waiver = Waiver{.reason = QStringLiteral("being built"),
                                       .approver = QStringLiteral("bob"),
                                       .until = std::chrono::year(2026) / 12 / 14};
    readiness.items[2].waived = WaiverStanding::Holds;
    return readiness;
}

TEST(CheckLines, OneObjectTellsAll)
{
    const QJsonObject json = QJsonDocument::fromJson(readinessLine(sample(), {})).object();
    EXPECT_EQ(json.value(u"service").toString(), QStringLiteral("sync"));
    EXPECT_FALSE(json.value(u"ready").toBool(true));
    EXPECT_EQ(json.value(u"items").toArray().size(), 3);
    const QJsonObject second = json.value(u"items").toArray()[1].toObject();
    EXPECT_EQ(second.value(u"id").toString(), QStringLiteral("b"));
    EXPECT_EQ(second.value(u"outcome").toString(), QStringLiteral("fail"));
    EXPECT_TRUE(second.value(u"holdsBack").toBool());
    EXPECT_TRUE(json.value(u"items").toArray()[2].toObject().value(u"waived").toBool());
    EXPECT_EQ(json.value(u"counts").toObject().value(u"pass").toInt(), 1);
}

TEST(CheckLines, PeopleReadWhatToDo)
{
    EXPECT_EQ(readinessText(sample(), {}).toStdString(),
              "Test\n"
              "  pass            a                     all is well\n"
              "  fail            b                     one is missing\n"
              "  waived          c                     not yet (waived until 2026-12-14 by bob: being built)\n"
              "What to do\n"
              "  b                     Do it. (a day)\n"
              "sync, level B: 1 of 3 pass, 1 fail, 1 waived. A release is held back.\n");
}

TEST(CheckLines, WhatIsNamedIsAskedForWhateverTheLevel)
{
    for (const Outcome outcome : {Outcome::Fail, Outcome::Error, Outcome::NotRun}) {
        Readiness readiness = sample();
        readiness.level = ReadinessLevel::C;
        readiness.items = {itemOf("a", Outcome::Pass, "all is well"), itemOf("load", outcome, "no")};
        readiness.items[1].asked = false;
        EXPECT_TRUE(isGood(readiness, {}));
        EXPECT_FALSE(isGood(readiness, {QStringLiteral("load")}));
        const QByteArray line = readinessLine(readiness, {QStringLiteral("load")});
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        EXPECT_FALSE(json.value(u"ready").toBool(true));
        EXPECT_TRUE(json.value(u"items").toArray()[0].toObject().value(u"holdsBack").toBool());
    }
}

TEST(CheckLines, OnlyWhatWasAskedForIsJudged)
{
    EXPECT_TRUE(isGood(sample(), {QStringLiteral("a"), QStringLiteral("c")}));
    EXPECT_FALSE(isGood(sample(), {QStringLiteral("b")}));
    EXPECT_FALSE(isGood(sample(), {}));
    const QJsonObject json = QJsonDocument::fromJson(readinessLine(sample(), {QStringLiteral("a")})).object();
    EXPECT_EQ(json.value(u"items").toArray().size(), 1);
    EXPECT_TRUE(json.value(u"ready").toBool());
}

} // namespace
} // namespace hubwatch
