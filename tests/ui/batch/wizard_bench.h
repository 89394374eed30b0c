// WizardBench: a new job on the bench: a workspace with production and sandbox, a file, definitions, a plan, a dry run.
#pragma once

#include "support/canned_accounts.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/batch/job_wizard.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/shell/text_line.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

inline const QString wizardPath = QStringLiteral("/home/ops/lifecycle-fix.csv");
inline const QString wizardJob = QStringLiteral("20261126-0251-update-contacts-3f2a");

inline Definitions wizardDefinitions(TimePoint now)
{
    const auto property = [](const char *name, const char *label, const char *type) {
        return PropertyDefinition{
            .name = QString::fromLatin1(name), .label = QString::fromLatin1(label), .type = QString::fromLatin1(type)};
    };
    Definitions made{.portal = 4242, .object = QStringLiteral("contacts"), .readAt = now - 3h};
    made.properties = {property("email", "Email", "string"),
                       property("firstname", "First name", "string"),
                       property("city", "City", "string"),
                       property("lifecyclestage", "Lifecycle stage", "enumeration"),
                       property("phone", "Phone number", "string"),
                       property("hs_lead_status", "Lead status", "enumeration"),
                       property("createdate", "Create date", "date"),
                       property("customer_no", "Customer number", "string"),
                       property("fax", "Fax", "string")};
    made.properties[3].options = {{QStringLiteral("subscriber"), QStringLiteral("Subscriber")},
                                  {QStringLiteral("lead"), QStringLiteral("Lead")},
                                  {QStringLiteral("customer"), QStringLiteral("Customer")}};
    made.properties[5].options = {{QStringLiteral("OPEN"), QStringLiteral("Open")}};
    made.properties[6].isReadOnly = true;
    made.properties[7].isUnique = true;
    made.properties[8].isArchived = true;
    return made;
}

inline CsvLook wizardLook()
{
    CsvLook look{.bytes = 9'812'044, .rowsAbout = 200'000};
    look.header = {QStringLiteral("Record ID"), QStringLiteral("Email"), QStringLiteral("Lifecycle Stage"),
                   QStringLiteral("City"),      QStringLiteral("Tel"),   QStringLiteral("Remarks of the sales team")};
    const QStringList cities{QStringLiteral("Ōsaka"), QStringLiteral("Kyoto"), QStringLiteral("Nagoya"), QString()};
    const QStringList stages{QStringLiteral("lead"), QStringLiteral("customer"), QStringLiteral("MQL ")};
    for (int row = 0; row < 30; ++row)
        look.rows.push_back(
            {QString::number(88'101 + row * 7), QStringLiteral("person%1@example.com").arg(row), stages[row % 3],
             cities[row % 4], QStringLiteral("+81 6 5555 01%1").arg(row, 2, 10, QChar(u'0')),
             row % 5 == 0 ? QStringLiteral("called twice, wants the annual plan, quote in German") : QString()});
    return look;
}

inline JobSpec wizardSpec()
{
    JobSpec spec{.account = QStringLiteral("prod"), .portal = 4242};
    spec.idColumn = QStringLiteral("Record ID");
    spec.mapping = {{QStringLiteral("Lifecycle Stage"), QStringLiteral("lifecyclestage")},
                    {QStringLiteral("City"), QStringLiteral("city")}};
    return spec;
}

inline Plan wizardPlan(TimePoint now)
{
    Plan plan{.id = wizardJob, .spec = wizardSpec(), .header = wizardLook().header};
    plan.input = {.path = wizardPath, .name = QStringLiteral("lifecycle-fix.csv"), .bytes = 9'812'044};
    plan.input.sha256 = QString(64, u'9');
    plan.rows = 200'000;
    plan.accepted = 198'204;
    const auto group = [](const char *code, const char *reason, int rows, int first, const char *sample) {
        return ReasonGroup{.code = QString::fromLatin1(code),
                           .reason = QString::fromUtf8(reason),
                           .rows = rows,
                           .firstRow = first,
                           .sample = QString::fromUtf8(sample)};
    };
    plan.rejects = {group("not-an-option", "lifecyclestage is not an option", 1'204, 1'204, "MQL "),
                    group("duplicate-key", "the key comes twice in the file", 411, 9'877, "88123"),
                    group("no-key", "the key is empty", 120, 14, ""),
                    group("excel-number", "Record ID was mangled by a spreadsheet", 61, 31'002, "8.81234E+11")};
    plan.requests = {.reads = 1'983, .writes = 1'983};
    plan.warnings = {QStringLiteral("The definitions are 3 h old; refresh them if properties were changed since."),
                     QStringLiteral("lifecyclestage moves only forward: HubSpot ignores a step back.")};
    plan.plannedAt = now - 1min;
    plan.definitionsAt = now - 3h;
    return plan;
}

inline DryRunReport wizardReport(TimePoint now)
{
    DryRunReport report{.job = wizardJob, .requests = {.reads = 1'983, .writes = 1'983}};
    report.shown
        = {{QStringLiteral("POST /crm/objects/2026-09/contacts/batch/read"),
            QStringLiteral("{\n  \"properties\": [\"lifecyclestage\", \"city\"],\n  \"inputs\": [{\"id\": "
                           "\"88101\"}]\n}")},
           {QStringLiteral("POST /crm/objects/2026-09/contacts/batch/update"),
            QStringLiteral("{\n  \"inputs\": [{\"id\": \"88101\", \"properties\": {\"city\": \"Osaka\"}}]\n}")}};
    report.dailyLeft = 181'250;
    report.dailyLeftAfter = 177'284;
    report.forecast = {.bound = PaceBound::Bucket,
                       .requestsPerSecond = 8,
                       .left = 8min + 16s,
                       .endsAt = now + 8min + 16s,
                       .words = QStringLiteral("80 requests in 10 s bind; 5 slots of 0.2 s would allow 25 requests/s")};
    report.sampled = 100;
    report.changing = 87;
    report.unchanged = 11;
    report.notFound = 2;
    report.calls = 1;
    report.at = now - 40s;
    for (int row = 1; row <= 30; ++row) {
        RowDiff diff{
            .row = row, .key = QString::number(88'101 + row * 7), .recordId = QString::number(88'101 + row * 7)};
        const QString city = row % 3 == 0 ? QStringLiteral("Kyoto") : QStringLiteral("Osaka");
        diff.before
            = {{QStringLiteral("lifecyclestage"), QStringLiteral("subscriber")}, {QStringLiteral("city"), city}};
        diff.after = {{QStringLiteral("lifecyclestage"), QStringLiteral("lead")},
                      {QStringLiteral("city"), row % 4 == 0 ? QString() : QStringLiteral("Osaka")}};
        if (row % 6 == 0) {
            diff.verdict = RowDiff::Verdict::Unchanged;
            diff.after = diff.before;
        }
        if (row == 13)
            diff = {.row = row, .key = diff.key, .verdict = RowDiff::Verdict::NotFound};
        report.sample.push_back(diff);
    }
    return report;
}

class WizardBench : public ::testing::Test
{
protected:
    void open(Snapshot snapshot = testing::accountsSnapshot())
    {
        console.show(std::move(snapshot));
        wizard = std::make_unique<JobWizard>(console);
        wizard->resize(1196, 728);
        wizard->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(wizard.get()));
    }
    Snapshot shown() const { return *console.snapshot(); }
    testing::FakeBatchDesk &desk() { return console.batchDesk; }

    template<class T>
    T *child(const QString &name)
    {
        T *found = wizard->findChild<T *>(name);
        EXPECT_NE(found, nullptr) << name.toStdString();
        return found;
    }
    void click(const QString &name) { child<QAbstractButton>(name)->click(); }
    QString sentence(const QString &name) { return child<MarkedSentence>(name)->sentence().word; }
    QString line(const QString &name) { return child<TextLine>(name)->text(); }
    QString lack() { return line(QStringLiteral("stepLack")); }
    bool mayGoOn() { return child<QAbstractButton>(QStringLiteral("wizardNext"))->isEnabled(); }
    void goOn() { click(QStringLiteral("wizardNext")); }

    void chooseAccount(const QString &name = QStringLiteral("prod")) { click(QStringLiteral("account-") + name); }
    void chooseFile()
    {
        auto *path = child<QLineEdit>(QStringLiteral("filePath"));
        path->setText(wizardPath);
        emit path->editingFinished();
    }
    void giveLook(CsvLook look = wizardLook()) { emit desk().looked({.path = wizardPath, .look = std::move(look)}); }
    void giveDefinitions()
    {
        ASSERT_FALSE(desk().definitionQuestions.empty());
        emit desk().definitionsFound(
            {.id = desk().definitionQuestions.back().id, .definitions = wizardDefinitions(shown().at)});
    }
    void toFile()
    {
        chooseAccount();
        goOn();
    }
    void toMapping()
    {
        toFile();
        chooseFile();
        giveLook();
        goOn();
        giveDefinitions();
    }
    void toReview()
    {
        toMapping();
        goOn();
    }
    void givePlan(Plan plan, std::optional<DryRunReport> report = {})
    {
        ASSERT_FALSE(desk().plans.empty());
        const QString id = plan.id;
        Snapshot snapshot = shown();
        snapshot.batch.planning.reset();
        snapshot.batch.jobs = {{.plan = std::move(plan), .progress = {}, .dryRun = std::move(report)}};
        console.show(std::move(snapshot));
        emit desk().planned({.id = desk().plans.back().id, .job = id});
    }
    void giveReport(DryRunReport report)
    {
        Snapshot snapshot = shown();
        snapshot.batch.jobs.front().dryRun = std::move(report);
        console.show(std::move(snapshot));
        emit desk().done({.command = BatchOutcome::Command::DryRun, .job = wizardJob, .good = true});
    }
    void toDryRun()
    {
        toReview();
        givePlan(wizardPlan(shown().at));
        goOn();
        giveReport(wizardReport(shown().at));
    }

    testing::FakeConsole console;
    std::unique_ptr<JobWizard> wizard;
};

} // namespace hubwatch::ui
