#include "ui/incidents/handover.h"

#include "support/canned_accounts.h"
#include "support/canned_alerting.h"
#include "ui/incidents/support_text.h"
#include "ui/incidents/without_secrets.h"

#include <QBuffer>
#include <QImage>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

constexpr auto slackHook = "https://hooks.slack.com/services/T0000/B0000/abcdefGHIJ";
constexpr auto routingKey = "0123456789abcdef0123456789abcdef";

HandoverChart pictured()
{
    HandoverChart chart{
        .title = QStringLiteral("API error rate"), .summary = QStringLiteral("It rose."), .size = {80, 40}};
    QImage image(80, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QBuffer buffer(&chart.png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return chart;
}

HandoverFacts cannedFacts(int incident = 0)
{
    HandoverFacts facts{.snapshot = std::make_shared<const Snapshot>(testing::alertingSnapshot())};
    facts.incident = facts.snapshot->alerting.incidents[size_t(incident)];
    facts.triage = testing::cannedTriage();
    facts.moved = testing::cannedMoved({});
    facts.ledger = testing::cannedLedger();
    facts.probes = {testing::cannedProbe(QStringLiteral("prod"))};
    facts.charts = {pictured()};
    facts.madeAt = facts.snapshot->at;
    facts.madeBy = QStringLiteral("anna");
    return facts;
}

QStringList headings(const HandoverDocument &document)
{
    QStringList all;
    for (const HandoverSection &section : document.sections)
        all << section.heading;
    return all;
}

/// Every text a person or another machine may have put a secret into.
HandoverFacts poisoned()
{
    HandoverFacts facts = cannedFacts();
    const QString secret = QStringLiteral("%1 %2 routing_key=%3 %3")
                               .arg(QLatin1StringView(testing::canaryToken), QLatin1StringView(slackHook),
                                    QLatin1StringView(routingKey));
    facts.incident.title += secret;
    facts.incident.owner = secret;
    facts.incident.notes.push_back({.at = facts.madeAt, .author = secret, .text = secret});
    facts.incident.parts[0].firing = false; // the title is the incident's own
    for (Event &event : facts.triage->timeline)
        event.text += secret;
    for (EndpointCalls &calls : facts.triage->endpoints)
        calls.advice = calls.endpoint = secret;
    for (PlaybookRow &row : facts.triage->playbook)
        row.here = secret;
    facts.triage->failures[0].error.message = secret;
    facts.triage->failures[0].call += QStringLiteral("?hapikey=") + secret;
    facts.triage->note = facts.triage->problem = secret;
    facts.moved->series[0].series = secret;
    for (LedgerEntry &entry : facts.ledger->entries)
        entry.words = entry.subject = secret;
    facts.probes[0].words = secret;
    facts.charts[0].summary = facts.charts[0].title = secret;
    facts.madeBy = secret;
    return facts;
}

void expectClean(const QByteArray &bytes)
{
    for (const char *secret : {testing::canaryToken, "c0ffee00-dead", "abcdefGHIJ", routingKey})
        EXPECT_FALSE(bytes.contains(secret)) << secret;
}

} // namespace

TEST(HandoverTest, HasEverySectionOfAHandover)
{
    const HandoverDocument document = handoverDocument(cannedFacts());
    EXPECT_EQ(headings(document).join(u'|').toStdString(),
              "Summary|Timeline|Impact|Calls by endpoint and status|What else moved|Playbook|Deliveries|HubSpot from "
              "here|Notes|Open questions");
    EXPECT_EQ(document.title, QStringLiteral("Handover: #18 contacts-sync: error burst"));
    const HandoverDocument over = handoverDocument(cannedFacts(1));
    EXPECT_TRUE(over.title.startsWith(u"Post-mortem"));
    EXPECT_TRUE(over.sections.back().bullets.join(u' ').contains(u"earlier"));
}

TEST(HandoverTest, CountsTheImpact)
{
    const HandoverSection impact = handoverDocument(cannedFacts()).sections[2];
    const std::string text = impact.bullets.join(u'\n').toStdString();
    EXPECT_NE(text.find("2,450, of which 176 failed (7.2 %)"), std::string::npos) << text;
    EXPECT_NE(text.find("First told after 5 s"), std::string::npos) << text;
    EXPECT_NE(text.find("worst 7.4 %"), std::string::npos) << text;
}

TEST(HandoverTest, IsWrittenWithoutTheEngine)
{
    HandoverFacts facts = cannedFacts();
    facts.triage.reset();
    facts.moved.reset();
    facts.ledger.reset();
    facts.charts.clear();
    const QByteArray text = handoverMarkdown(handoverDocument(facts));
    EXPECT_TRUE(text.contains("The engine did not answer"));
    EXPECT_TRUE(text.contains("rolling back 1.42"));
}

TEST(HandoverTest, LeavesNoSecretInAnyExport)
{
    const HandoverDocument document = handoverDocument(poisoned());
    expectClean(handoverMarkdown(document));
    expectClean(handoverHtml(document));
    const QByteArray pdf = handoverPdf(document);
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    // A PDF's text is packed; what it was drawn from is not.
    for (const HandoverSection &section : document.sections) {
        expectClean((section.paragraphs + section.bullets + QStringList{section.after}).join(u'\n').toUtf8());
        for (const QStringList &row : section.table.rows)
            expectClean(row.join(u'\n').toUtf8());
        for (const HandoverChart &chart : section.charts)
            expectClean((chart.title + chart.summary).toUtf8());
    }
    expectClean((document.title + document.subtitle).toUtf8());
    EXPECT_TRUE(document.title.contains(u"[redacted]"));
}

TEST(HandoverTest, KeepsCorrelationIds)
{
    EXPECT_TRUE(handoverMarkdown(handoverDocument(cannedFacts())).contains("2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f"));
}

TEST(HandoverTest, HtmlFetchesNothingRunsNothingAndEscapes)
{
    HandoverFacts facts = cannedFacts();
    facts.incident.notes[0].text = QStringLiteral("<script>alert(1)</script> & more");
    const QByteArray html = handoverHtml(handoverDocument(facts));
    EXPECT_FALSE(html.contains("<script"));
    EXPECT_TRUE(html.contains("&lt;script&gt;"));
    EXPECT_FALSE(html.contains("src=\"http"));
    EXPECT_FALSE(html.contains("href="));
    EXPECT_TRUE(html.contains("default-src 'none'"));
    EXPECT_TRUE(html.contains("data:image/png;base64,"));
    EXPECT_TRUE(html.contains("@media print"));
}

TEST(HandoverTest, PdfKeepsAChartOnItsPage)
{
    HandoverFacts facts = cannedFacts();
    facts.charts.clear();
    const auto pages = [](const HandoverFacts &of) {
        QByteArray pdf = handoverPdf(handoverDocument(of));
        pdf.replace("/Type /Pages", "");
        return pdf.count("/Type /Page");
    };
    const auto without = pages(facts);
    facts.charts = {pictured()};
    facts.charts[0].size = {760, 250};
    EXPECT_LE(pages(facts), without + 1);
    EXPECT_GE(without, 2);
}

TEST(HandoverTest, MarkdownKeepsTablesWhole)
{
    HandoverFacts facts = cannedFacts();
    facts.triage->timeline[0].text = QStringLiteral("a | b\nc *d*");
    const QByteArray text = handoverMarkdown(handoverDocument(facts));
    EXPECT_TRUE(text.contains("a \\| b c \\*d\\* |\n")) << text.left(2000).toStdString();
    EXPECT_TRUE(text.contains("[chart-1]: data:image/png;base64,"));
}

TEST(WithoutSecretsTest, HidesKeysAndLeavesWords)
{
    const auto shown = [](const QString &text) { return withoutSecrets(text).toStdString(); };
    EXPECT_EQ(shown(QStringLiteral("rolled back 1.42, id 2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f")),
              "rolled back 1.42, id 2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f");
    EXPECT_EQ(shown(QString::fromLatin1(slackHook)), "https://hooks.slack.com/[redacted]");
    EXPECT_EQ(shown(QStringLiteral("key R0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123 end")), "key [redacted] end");
    EXPECT_EQ(shown(QStringLiteral("https://anna:hunter2@db.example.test/x")), "https://[redacted]@db.example.test/x");
    EXPECT_EQ(shown(QStringLiteral("xoxb-123-abc and eyJhbGciOi.eyJzdWIi.c2ln")), "[redacted] and [redacted]");
    EXPECT_EQ(shown(QStringLiteral("token refused by prod")), "token refused by prod");
}

TEST(SupportTextTest, SaysWhatSupportAsksForAndNoMore)
{
    const Snapshot snapshot = testing::alertingSnapshot();
    std::vector<FailedCall> failures = testing::cannedTriage().failures;
    failures[0].error.category = QStringLiteral("INTERNAL_ERROR");
    failures[0].error.message += QStringLiteral(" for ") + QLatin1StringView(testing::canaryToken);
    const QString text = supportText(snapshot.alerting.incidents[0], failures, snapshot);
    const std::string plain = text.toStdString();
    EXPECT_NE(plain.find("HubSpot portal: 4242 (prod)"), std::string::npos) << plain;
    EXPECT_NE(plain.find("2026-11-23T00:40:12.000Z  POST /crm/objects/2026-09/contacts/batch/update"),
              std::string::npos)
        << plain;
    EXPECT_NE(plain.find("status: 500"), std::string::npos);
    EXPECT_NE(plain.find("correlation id: 2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f"), std::string::npos);
    EXPECT_NE(plain.find("category: INTERNAL_ERROR"), std::string::npos);
    expectClean(text.toUtf8());
}

} // namespace hubwatch::ui
