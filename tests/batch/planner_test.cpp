#include "batch/journal.h"
#include "batch/planner.h"
#include "batch/row_check.h"
#include "support/printers.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace hubwatch {
namespace {

const TimePoint plannerNow(1'763'884'800s);

std::vector<PropertyDefinition> plannerDefinitions()
{
    return {{.name = u"email"_s, .label = u"Email"_s, .type = u"string"_s, .fieldType = u"text"_s, .isUnique = true},
            {.name = u"city"_s, .label = u"City"_s, .type = u"string"_s, .fieldType = u"text"_s},
            {.name = u"lifecyclestage"_s,
             .label = u"Lifecycle stage"_s,
             .type = u"enumeration"_s,
             .fieldType = u"radio"_s,
             .options = {{.value = u"lead"_s, .label = u"Lead"_s}, {.value = u"customer"_s, .label = u"Customer"_s}}}};
}

JobSpec plannerSpec()
{
    return {.account = u"main"_s,
            .portal = 245,
            .idColumn = u"Email"_s,
            .idProperty = u"email"_s,
            .mapping
            = {{.column = u"City"_s, .property = u"city"_s}, {.column = u"Stage"_s, .property = u"lifecyclestage"_s}}};
}

class PlannerTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_folder.isValid());
        auto opened = Journal::open({});
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        journal = std::move(opened->journal);
        order = {.spec = plannerSpec(),
                 .path = m_folder.filePath(u"contacts.csv"_s),
                 .definitions = plannerDefinitions(),
                 .definitionsAt = plannerNow - 1h,
                 .by = u"ada@desk"_s};
    }

    void write(const QByteArray &text, QIODevice::OpenMode mode = QIODevice::WriteOnly)
    {
        QFile file(order.path);
        ASSERT_TRUE(file.open(mode));
        file.write(text);
    }

    Result<std::unique_ptr<Planner>> open()
    {
        return Planner::open(order, u"job"_s, m_folder.path(), *journal, plannerNow);
    }

    /// The whole of it.
    Result<Plan> planned()
    {
        auto planner = open();
        if (!planner)
            return tl::unexpected(planner.error());
        for (;;) {
            const Result<bool> more = (*planner)->step(5ms);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return (*planner)->plan();
        }
    }

    Result<Plan> planOf(const QByteArray &text)
    {
        write(text);
        return planned();
    }

    std::vector<RowOutcome> outcomes() { return journal->outcomes({.most = 1'000}).value(); }

    QTemporaryDir m_folder = {};
    std::unique_ptr<Journal> journal = {};
    Planner::Order order = {};
};

TEST_F(PlannerTest, PlansWhatTheFileHolds)
{
    const QByteArray text = "Email,City,Stage\r\nada@x.jp,Osaka,lead\r\ngrace@x.jp,Kyoto,customer\r\n";
    const Result<Plan> plan = planOf(text);
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->id, u"job"_s);
    EXPECT_EQ(plan->spec, order.spec);
    EXPECT_EQ(plan->header, (QStringList{u"Email"_s, u"City"_s, u"Stage"_s}));
    EXPECT_EQ(plan->rows, 2);
    EXPECT_EQ(plan->accepted, 2);
    EXPECT_TRUE(plan->rejects.empty());
    EXPECT_EQ(plan->requests, requestsFor(order.spec, 2));
    EXPECT_EQ(plan->plannedAt, plannerNow);
    EXPECT_EQ(plan->plannedBy, u"ada@desk"_s);
    EXPECT_EQ(plan->definitionsAt, order.definitionsAt);
    EXPECT_EQ(plan->input.name, u"contacts.csv"_s);
    EXPECT_EQ(plan->input.sha256,
              QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
    EXPECT_EQ(journal->plan(), plan) << "it stands in the journal";
    EXPECT_EQ(journal->untouched(0, 10), (std::vector<std::int64_t>{1, 2}));
    EXPECT_TRUE(QFile::exists(m_folder.filePath(u"input.csv"_s)));
}

TEST_F(PlannerTest, RejectsRowsWithAReasonEach)
{
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,lead\nbob@x.jp,Osaka,MQL\n"
                                     ",Kyoto,lead\neve@x.jp,Kyoto,SQL\nmax@x.jp,Kyoto\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->rows, 5);
    EXPECT_EQ(plan->accepted, 1);
    EXPECT_EQ(plan->rejected(), 4);
    ASSERT_EQ(plan->rejects.size(), 3U);
    EXPECT_EQ(plan->rejects[0].code, u"not-an-option"_s);
    EXPECT_EQ(plan->rejects[0].rows, 2);
    EXPECT_EQ(plan->rejects[0].firstRow, 2);
    EXPECT_EQ(plan->rejects[0].sample, u"MQL"_s);
    EXPECT_EQ(plan->rejects[1].firstRow, 3);
    EXPECT_EQ(plan->rejects[2].firstRow, 5);
    ASSERT_EQ(outcomes().size(), 4U);
    EXPECT_EQ(outcomes()[0].row, 2);
    EXPECT_EQ(outcomes()[0].pile, Pile::Failed);
    EXPECT_EQ(outcomes()[0].code, u"not-an-option"_s);
    EXPECT_EQ(journal->untouched(0, 10), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(journal->piles()->failed, 4);
    EXPECT_TRUE(plan->warnings.contains(u"4 of 5 rows (80 %) cannot be sent: see why before you run the rest"_s))
        << plan->warnings.join(u"; "_s).toStdString();
}

TEST_F(PlannerTest, SendsTheFirstOfRowsWithOneKey)
{
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,lead\nbob@x.jp,Osaka,lead\n"
                                     " ADA@x.jp,Kyoto,lead\nada@x.jp,Nara,lead\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->accepted, 2);
    ASSERT_EQ(plan->rejects.size(), 1U);
    EXPECT_EQ(plan->rejects[0],
              (ReasonGroup{.code = u"duplicate-key"_s,
                           .reason = u"the email comes more than once"_s,
                           .rows = 2,
                           .firstRow = 3,
                           .sample = u"ada@x.jp"_s}));
    ASSERT_EQ(outcomes().size(), 2U);
    EXPECT_EQ(outcomes()[1].words, u"row 1 has the same email; only the first is sent"_s);
}

TEST_F(PlannerTest, ARowThatIsNotSentIsInNoOthersWay)
{
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,MQL\nada@x.jp,Osaka,lead\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(journal->untouched(0, 10), (std::vector<std::int64_t>{2}));
}

TEST_F(PlannerTest, CreatesAreToldApartByWhatIsUnique)
{
    order.spec.operation = JobOperation::Create;
    order.spec.idColumn.clear();
    order.spec.idProperty.clear();
    order.spec.mapping.push_back({.column = u"Email"_s, .property = u"email"_s});
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,lead\n,Osaka,lead\n,Osaka,lead\nAda@x.jp,,\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(journal->untouched(0, 10), (std::vector<std::int64_t>{1, 2, 3})) << "without an address none is the same";
}

TEST_F(PlannerTest, AssociationsAreToldApartByThePair)
{
    order.spec = {.operation = JobOperation::Associate,
                  .object = u"contacts"_s,
                  .idColumn = u"Contact"_s,
                  .toObject = u"companies"_s,
                  .toColumn = u"Company"_s};
    const Result<Plan> plan = planOf("Contact,Company\n1,12\n1,13\n11,2\n1,12\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(journal->untouched(0, 10), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_F(PlannerTest, RefusesASpecThatDoesNotFitTheFile)
{
    write("Email,Town,Stage\nada@x.jp,Osaka,lead\n");
    const auto planner = open();
    ASSERT_FALSE(planner);
    EXPECT_EQ(planner.error().kind, Error::Kind::Rejected);
    EXPECT_EQ(planner.error().detail,
              specFaults(order.spec, {u"Email"_s, u"Town"_s, u"Stage"_s}, order.definitions).join(u"; "_s));
    EXPECT_TRUE(planner.error().detail.contains(u"City"_s)) << planner.error().detail.toStdString();
    EXPECT_FALSE(journal->plan());
}

TEST_F(PlannerTest, RefusesMoreRowsThanTheWorkspaceAllows)
{
    QByteArray text = "Email,City,Stage\n";
    for (int row = 1; row <= 1'204; ++row)
        text += "c" + QByteArray::number(row) + "@x.jp,Osaka,lead\n";
    order.ceiling = 1'000;
    const Result<Plan> refused = planOf(text);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Rejected);
    EXPECT_EQ(refused.error().detail,
              u"contacts.csv has 1,204 rows, and the workspace allows 1,000 a job: split the "
              "file, or raise batch_ceiling in the workspace"_s);
    EXPECT_FALSE(journal->plan());
    order.ceiling = 1'204;
    EXPECT_TRUE(planned()) << "as many as are allowed";
}

TEST_F(PlannerTest, SaysSoWhenNothingCanBeSent)
{
    const Result<Plan> none = planOf("Email,City,Stage\nada,Osaka,lead\nbob,Osaka,lead\n");
    ASSERT_TRUE(none) << none.error().detail.toStdString();
    EXPECT_EQ(none->accepted, 0);
    EXPECT_EQ(none->requests.all(), 0);
    EXPECT_TRUE(
        none->warnings.contains(u"none of the 2 rows can be sent: see why, and correct the file or the mapping"_s));
}

TEST_F(PlannerTest, SaysSoWhenThereAreNoRows)
{
    const Result<Plan> empty = planOf("Email,City,Stage\n");
    ASSERT_TRUE(empty) << empty.error().detail.toStdString();
    EXPECT_EQ(empty->rows, 0);
    EXPECT_TRUE(empty->warnings.contains(u"the file has a header and no rows: there is nothing to do"_s));
}

TEST_F(PlannerTest, ProposesTheEMailWhereIdsAreMeant)
{
    order.spec.idProperty.clear();
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,lead\nbob@x.jp,Osaka,lead\n17,Osaka,lead\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->accepted, 1);
    EXPECT_TRUE(plan->warnings.contains(u"column Email holds e-mail addresses in 2 rows, not HubSpot's ids: choose "
                                        "email as what it holds (id property email)"_s))
        << plan->warnings.join(u"; "_s).toStdString();
}

TEST_F(PlannerTest, NoticesAFileThatChangesMeanwhile)
{
    QByteArray text = "Email,City,Stage\n";
    for (int row = 1; row <= 10'000; ++row)
        text += "c" + QByteArray::number(row) + "@x.jp,Osaka,lead\n";
    write(text);
    auto planner = open();
    ASSERT_TRUE(planner);
    write("late@x.jp,Osaka,lead\n", QIODevice::Append);
    Result<bool> more = true;
    while (more && *more)
        more = (*planner)->step(5ms);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(more.error().detail, u"contacts.csv changed while it was read: plan again when it is complete"_s);
    EXPECT_FALSE(journal->plan());
    EXPECT_EQ((*planner)->step(5ms), more) << "an error is the last word";
}

TEST_F(PlannerTest, SaysWhatAGuessedEncodingMakesOfTheFile)
{
    const QByteArray french = "Email,City,Stage\na@example.com,Nice,lead\nb@example.com,Cr\xE9teil,lead\n";
    Result<Plan> plan = planOf(french);
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->warnings.filter(u"guess"_s),
              QStringList(u"the encoding is a guess, Windows-1252: with it row 2 says \"Créteil\"; where that is wrong "
                          u"choose another, or save the file as UTF-8"_s));
    order.format = CsvFormat{.encoding = CsvFormat::Encoding::Windows1252};
    EXPECT_TRUE(planOf(french)->warnings.filter(u"guess"_s).isEmpty()) << "it was chosen";
    order.encodingIsGuess = true;
    EXPECT_EQ(planOf(french)->warnings.filter(u"guess"_s).size(), 1) << "the delimiter alone was chosen";
    order.format.reset();
    EXPECT_TRUE(planOf("Email,City,Stage\nb@example.com,東京,lead\n")->warnings.filter(u"guess"_s).isEmpty());
}

TEST_F(PlannerTest, ADamagedByteIsNamedAndNotReadAsAnotherEncoding)
{
    const Result<Plan> plan = planOf("Email,City,Stage\na@example.com,東京,lead\nb@example.com,a\xFF,lead\n");
    ASSERT_FALSE(plan);
    EXPECT_TRUE(plan.error().detail.startsWith(u"line 3, byte "_s)) << plan.error().detail.toStdString();
}

TEST_F(PlannerTest, RejectsThatWereExportedAreReadAsTheyWere)
{
    const Result<Plan> plan = planOf("Email,City,Stage,hubwatch_outcome\n'+a@example.com,x,lead,failed\n"
                                     "+a@example.com,x,lead,failed\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->accepted, 1) << "both rows have one key";
}

TEST_F(PlannerTest, NamesASearch)
{
    order.search = u"{\"filterGroups\":[]}"_s;
    const Result<Plan> plan = planOf("Email,City,Stage\nada@x.jp,Osaka,lead\n");
    ASSERT_TRUE(plan) << plan.error().detail.toStdString();
    EXPECT_EQ(plan->input.name, u"search of contacts"_s);
    EXPECT_EQ(plan->input.search, order.search);
    EXPECT_EQ(plan->input.path, QString());
}

TEST_F(PlannerTest, FiftyThousandRowsInSlices)
{
    QByteArray text = "Email,City,Stage\n";
    for (int row = 1; row <= 50'000; ++row) {
        const int key = row % 1'000 == 7 ? 1 : row; // fifty of them twice, the last time of row 1
        text += "c" + QByteArray::number(key) + "@x.jp,Osaka," + (row % 5 == 0 ? "MQL" : "lead") + "\n";
    }
    write(text);
    auto planner = open();
    ASSERT_TRUE(planner) << planner.error().detail.toStdString();
    double share = (*planner)->share();
    int slices = 0;
    for (Result<bool> more = true; more && *more; ++slices) {
        more = (*planner)->step(Duration(0));
        ASSERT_TRUE(more) << more.error().detail.toStdString();
        EXPECT_GE((*planner)->share(), share);
        share = (*planner)->share();
    }
    EXPECT_GE(slices, 10);
    EXPECT_EQ(share, 1);
    const Plan &plan = (*planner)->plan();
    EXPECT_EQ(plan.rows, 50'000);
    EXPECT_EQ((*planner)->rows(), 50'000);
    EXPECT_EQ(plan.accepted, 50'000 - 10'000 - 50);
    ASSERT_EQ(plan.rejects.size(), 2U);
    EXPECT_EQ(plan.rejects[0].rows, 10'000);
    EXPECT_EQ(plan.rejects[1].code, u"duplicate-key"_s);
    EXPECT_EQ(plan.rejects[1].rows, 50);
    EXPECT_EQ(journal->piles()->failed, 10'050);
    const Result<std::vector<RowMark>> marks = journal->marks();
    ASSERT_TRUE(marks);
    ASSERT_EQ(marks->size(), 50U);
    for (const RowMark &mark : *marks) {
        EXPECT_EQ(mark.line, mark.row + 1);
        const int key = mark.row % 1'000 == 7 ? 1 : int(mark.row);
        EXPECT_TRUE(text.mid(qsizetype(mark.offset)).startsWith("c" + QByteArray::number(key) + "@")) << mark.row;
    }
    auto rows = CsvRows::open(m_folder.filePath(u"input.csv"_s), plan.input.format.delimiter, *marks);
    ASSERT_TRUE(rows);
    const auto some = (*rows)->read(std::vector<std::int64_t>{1, 31'002, 50'000});
    ASSERT_TRUE(some);
    EXPECT_EQ(some->at(1).cells, (QStringList{u"c31002@x.jp"_s, u"Osaka"_s, u"lead"_s}));
}

} // namespace
} // namespace hubwatch
