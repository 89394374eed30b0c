#include "checklist/reports/report.h"

#include "readiness_sample.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

using namespace hubwatch;
using namespace Qt::StringLiterals;
using hubwatch::testing::sampleNow;
using hubwatch::testing::sampleParts;
using hubwatch::testing::sampleReadiness;

namespace {

QString reportOf(ReportFormat format, const Readiness &readiness = sampleReadiness())
{
    return QString::fromUtf8(reportText(readiness, format));
}

QJsonObject sarifRun(const Readiness &readiness = sampleReadiness())
{
    const auto log = QJsonDocument::fromJson(reportText(readiness, ReportFormat::Sarif)).object();
    EXPECT_EQ(log["version"_L1].toString(), QStringLiteral("2.1.0"));
    return log["runs"_L1].toArray().at(0).toObject();
}

std::vector<QJsonObject> sarifResults(const QJsonObject &run, const QString &rule)
{
    std::vector<QJsonObject> found;
    for (const QJsonValue &result : run["results"_L1].toArray())
        if (result["ruleId"_L1].toString() == rule)
            found.push_back(result.toObject());
    return found;
}

TEST(ReportTest, KnowsItsFormatsByName)
{
    for (const char *name : {"html", "md", "json", "junit", "sarif", "csv"}) {
        const auto format = reportFormatNamed(QString::fromLatin1(name));
        ASSERT_TRUE(format) << name;
        EXPECT_EQ(reportFormatName(*format), QString::fromLatin1(name));
    }
    EXPECT_EQ(reportFormatNamed(u"pdf"), std::nullopt);
    EXPECT_EQ(reportSuffix(ReportFormat::Junit), QStringLiteral("xml"));
}

TEST(ReportTest, HoldsNoSecretInAnyFormat)
{
    // In pieces, so that no scanner takes this file for a leak.
    const QString token = QStringLiteral("pat-na1-") + QStringLiteral("11111111-2222-3333-4444-555555555555");
    Readiness readiness = sampleReadiness();
    readiness.by = token;
    for (ItemStanding &standing : readiness.items) {
        standing.verdict.words = QStringLiteral("got Bearer %1").arg(token);
        standing.verdict.evidence.source = QStringLiteral("http://host/?access_token=%1").arg(token);
        standing.verdict.evidence.notes = {token};
        standing.verdict.evidence.facts = {{token, token, QStringLiteral("client_secret=%1").arg(token), {}}};
        standing.verdict.evidence.findings
            = {{.rule = token, .file = QStringLiteral("a/%1.txt").arg(token), .text = token, .shown = token}};
        standing.item.remedy = token;
        standing.owner = token;
        if (standing.waiver)
            standing.waiver->reason = token;
    }
    for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Json,
                                      ReportFormat::Junit, ReportFormat::Sarif, ReportFormat::Csv}) {
        const QString text = reportOf(format, readiness);
        EXPECT_FALSE(text.contains(QStringLiteral("2222-3333"))) << reportFormatName(format).toStdString();
        EXPECT_TRUE(text.contains(QStringLiteral("redacted"))) << reportFormatName(format).toStdString();
    }
}

TEST(ReportTest, KeepsOneTextFromSpoilingTheNextWhenItRedacts)
{
    Readiness readiness = sampleReadiness();
    readiness.items[0].verdict.words = QStringLiteral("password:");
    readiness.items[0].verdict.evidence.source = QStringLiteral("a-source");
    readiness.items[1].verdict.words = QStringLiteral("an unsigned request was accepted");
    const QString text = reportOf(ReportFormat::Csv, readiness);
    EXPECT_TRUE(text.contains(QStringLiteral("a-source"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("an unsigned request was accepted")));
}

TEST(ReportTest, OfHtmlIsOneCalmPageOfItsOwn)
{
    const QString page = reportOf(ReportFormat::Html);
    for (const QString &wanted :
         {QStringLiteral("contacts-sync is not ready: 5 items hold it back"), QStringLiteral("<b>5 of 14 pass</b>"),
          QStringLiteral("portal 4242"), QStringLiteral("26 Nov 2026 16:37 JST"),
          QStringLiteral("against the baseline of 2 Nov 2026: 1 regressed, 2 mended"),
          QStringLiteral("(regressed: was pass)"), QStringLiteral("probe 2 min ago"),
          QStringLiteral("waived until 14 Dec 2026: sandbox being rebuilt (mari mends it, kenji allowed it)"),
          QStringLiteral("the waiver expired with 25 Nov 2026"), QStringLiteral("What does not pass"),
          QStringLiteral("src/über config.js:12:9"), QStringLiteral("old/.env:1:7 in commit 3f2a9c0d1e"),
          QStringLiteral("and 3 more"), QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;")})
        EXPECT_TRUE(page.contains(wanted)) << wanted.toStdString();
    for (const QString &bad : {QStringLiteral("<script"), QStringLiteral("src="), QStringLiteral("@import"),
                               QStringLiteral("url("), QStringLiteral("href=")})
        EXPECT_FALSE(page.contains(bad)) << bad.toStdString();
}

TEST(ReportTest, OfMarkdownKeepsItsTablesWhateverAnItemSays)
{
    Readiness readiness = sampleReadiness();
    readiness.items[0].verdict.words = QStringLiteral("a | b\n<img src=x> [x](y) `c` @everyone https://host");
    const QString text = reportOf(ReportFormat::Markdown, readiness);
    EXPECT_TRUE(text.contains(
        QStringLiteral("a \\| b \\<img src=x\\> \\[x\\]\\(y\\) \\`c\\` @\u200beveryone https:\u200b//host")))
        << text.toStdString();
    EXPECT_TRUE(text.startsWith(QStringLiteral("# contacts\\-sync is not ready"))
                || text.startsWith(u"# contacts-sync is not ready"));
    for (const QString &line : text.split(u'\n'))
        if (line.startsWith(u'|') && line.contains(QStringLiteral("Webhook signatures are verified"))) {
            EXPECT_EQ(line.count(QStringLiteral(" | ")), 3);
        }
}

TEST(ReportTest, OfJsonHasKeysThatStay)
{
    const QJsonObject json = QJsonDocument::fromJson(reportText(sampleReadiness(), ReportFormat::Json)).object();
    EXPECT_EQ(json.keys().join(u' '),
              QStringLiteral("account at baselineAt by counts items level portal ready schema service zone"));
    EXPECT_EQ(json["schema"_L1].toInt(), 1);
    EXPECT_EQ(json["portal"_L1].toInteger(), 4242);
    EXPECT_EQ(json["at"_L1].toString(), QStringLiteral("2026-11-26T07:37:37.000Z"));
    EXPECT_FALSE(json["ready"_L1].toBool());
    EXPECT_EQ(json["counts"_L1]["holdingBack"_L1].toInt(), 5);
    const QJsonArray items = json["items"_L1].toArray();
    ASSERT_EQ(items.size(), 15);
    EXPECT_EQ(items[1].toObject().keys().join(u' '),
              QStringLiteral(
                  "asked change effort evidence group holdsBack id outcome owner remedy title waived waiver words"));
    EXPECT_EQ(items[1]["change"_L1]["kind"_L1].toString(), QStringLiteral("regressed"));
    EXPECT_EQ(items[13]["waiver"_L1]["standing"_L1].toString(), QStringLiteral("holds"));
    EXPECT_EQ(items[13]["waiver"_L1]["until"_L1].toString(), QStringLiteral("2026-12-14"));
    EXPECT_EQ(items[1]["evidence"_L1]["at"_L1].toString(), QStringLiteral("2026-11-26T07:35:37.000Z"));
}

TEST(ReportTest, OfJunitFailsWhatHoldsBackAndSkipsWhatIsWaived)
{
    QXmlStreamReader xml(reportText(sampleReadiness(), ReportFormat::Junit));
    std::map<QString, QString> became;
    QString test;
    QString counts;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name().toString();
        if (name == u"testsuites")
            counts = QStringLiteral("%1 %2 %3")
                         .arg(xml.attributes().value("tests"_L1), xml.attributes().value("failures"_L1),
                              xml.attributes().value("errors"_L1));
        if (name == u"testcase")
            test = xml.attributes().value("classname"_L1).toString().section(u'.', 1);
        else if (!test.isEmpty() && became[test].isEmpty())
            became[test] = name;
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_EQ(counts, QStringLiteral("15 3 2"));
    EXPECT_EQ(became[QStringLiteral("secrets.managed")], QStringLiteral("failure"));
    EXPECT_EQ(became[QStringLiteral("scopes.minimal")], QStringLiteral("system-out"));
    EXPECT_EQ(became[QStringLiteral("webhook.idempotent")], QStringLiteral("skipped"));
    EXPECT_EQ(became[QStringLiteral("concurrency.limited")], QStringLiteral("error"));
    EXPECT_EQ(became[QStringLiteral("definitions.cached")], QStringLiteral("skipped")); // not asked for
    EXPECT_EQ(became[QStringLiteral("health.endpoints")], QStringLiteral("error"));
    EXPECT_EQ(became[QStringLiteral("test.sandbox")], QStringLiteral("skipped"));
    EXPECT_EQ(became[QStringLiteral("test.load")], QStringLiteral("failure")); // a warning whose waiver expired
}

TEST(ReportTest, OfJunitIsXmlWhateverAnItemSays)
{
    Readiness readiness = sampleReadiness();
    readiness.items[0].verdict.words
        = QStringLiteral("a\x01") + QChar(0xFFFE) + QChar(0xD800) + QStringLiteral("]]> & <b>");
    readiness.items[0].item.title = QString(QChar(0x202E)) + QStringLiteral("turned");
    QXmlStreamReader xml(reportText(readiness, ReportFormat::Junit));
    while (!xml.atEnd())
        xml.readNext();
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
}

TEST(ReportTest, OfSarifPointsAtFindings)
{
    const QJsonObject run = sarifRun();
    EXPECT_EQ(run["tool"_L1]["driver"_L1]["rules"_L1].toArray().size(), 15);
    const auto results = sarifResults(run, QStringLiteral("secrets.managed"));
    ASSERT_EQ(results.size(), 2u);
    const QJsonValue place = results[0]["locations"_L1][0]["physicalLocation"_L1];
    EXPECT_EQ(place["artifactLocation"_L1]["uri"_L1].toString(), QStringLiteral("src/%C3%BCber%20config.js"));
    EXPECT_EQ(place["region"_L1]["startLine"_L1].toInt(), 12);
    EXPECT_EQ(place["region"_L1]["startColumn"_L1].toInt(), 9);
    EXPECT_EQ(place["region"_L1]["endColumn"_L1].toInt(), 53);
    EXPECT_EQ(results[0]["level"_L1].toString(), QStringLiteral("error"));
    EXPECT_NE(results[0]["partialFingerprints"_L1], results[1]["partialFingerprints"_L1]);
    EXPECT_TRUE(results[1]["message"_L1]["text"_L1].toString().contains(QStringLiteral("in commit 3f2a9c0d1e")));
}

TEST(ReportTest, OfSarifSaysWhatKindEachResultIs)
{
    struct Case {
        const char *item;
        const char *kind;
        const char *level;
        const char *suppressed;
    };
    const QJsonObject run = sarifRun();
    for (const Case &one :
         {Case{"webhook.signatures", "fail", "error", ""}, Case{"scopes.minimal", "fail", "warning", ""},
          Case{"webhook.idempotent", "notApplicable", "none", ""},
          Case{"concurrency.limited", "review", "none", "underReview"},
          Case{"definitions.cached", "fail", "note", ""}, // not asked for
          Case{"health.endpoints", "review", "none", ""}, Case{"test.sandbox", "review", "none", "accepted"},
          Case{"test.load", "fail", "error", ""}}) { // its waiver expired
        const auto results = sarifResults(run, QString::fromLatin1(one.item));
        ASSERT_EQ(results.size(), 1u) << one.item;
        EXPECT_EQ(results[0]["kind"_L1].toString(), QString::fromLatin1(one.kind)) << one.item;
        EXPECT_EQ(results[0]["level"_L1].toString(), QString::fromLatin1(one.level)) << one.item;
        EXPECT_EQ(results[0]["suppressions"_L1][0]["status"_L1].toString(), QString::fromLatin1(one.suppressed))
            << one.item;
    }
    EXPECT_TRUE(sarifResults(run, QStringLiteral("env.ignored")).empty());
    EXPECT_FALSE(run["invocations"_L1][0]["executionSuccessful"_L1].toBool(true));
    EXPECT_EQ(run["invocations"_L1][0]["toolExecutionNotifications"_L1].toArray().size(), 3);
}

TEST(ReportTest, OfCsvIsHarmlessToASpreadsheet)
{
    Readiness readiness = sampleReadiness();
    readiness.items[0].verdict.words = QStringLiteral("=HYPERLINK(\"http://evil\",\"x\")");
    const QString text = reportOf(ReportFormat::Csv, readiness);
    EXPECT_TRUE(text.contains(QStringLiteral("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\""))) << text.toStdString();
    EXPECT_EQ(text.count(QStringLiteral("\r\n")), 16);
}

TEST(ReportTest, SaysSoWhenTheServiceIsReady)
{
    ReadinessParts parts = sampleParts();
    for (Verdict &verdict : parts.verdicts)
        verdict.outcome = Outcome::Pass;
    const Readiness readiness = readinessOf(parts, sampleNow);
    const QString page = reportOf(ReportFormat::Html, readiness);
    EXPECT_TRUE(page.contains(QStringLiteral("contacts-sync is ready for production")));
    EXPECT_FALSE(page.contains(QStringLiteral("What does not pass")));
    EXPECT_TRUE(sarifRun(readiness)["results"_L1].toArray().isEmpty());
}

} // namespace
