// The steps in which a job is chosen: object, file, mapping.
#include "ui/batch/choice_card.h"
#include "ui/batch/file_step.h"
#include "ui/batch/mapping_table.h"
#include "ui/batch/property_box.h"
#include "ui/batch/search_field.h"
#include "ui/batch/wizard_bench.h"

#include <QAccessible>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableWidget>

namespace hubwatch::ui {

namespace {

class WizardChoiceTest : public WizardBench
{
protected:
    PropertyBox *boxOf(const char *column)
    {
        return child<PropertyBox>(QStringLiteral("map-") + QString::fromUtf8(column));
    }
    QString verdictOf(const char *column) { return line(QStringLiteral("verdict-") + QString::fromUtf8(column)); }
    void map(const char *column, const QString &property)
    {
        boxOf(column)->lineEdit()->setText(property);
        emit boxOf(column)->lineEdit()->editingFinished();
    }
    void choose(const QString &box, const QVariant &value)
    {
        auto *combo = child<StillBox>(box);
        combo->choose(value);
        emit combo->activated(combo->currentIndex());
    }
};

} // namespace

TEST_F(WizardChoiceTest, BeginsAtTheObjectAndSaysWhatIsLacking)
{
    open();
    EXPECT_EQ(wizard->step(), JobStep::Object);
    EXPECT_FALSE(mayGoOn());
    EXPECT_TRUE(lack().contains(u"account")) << lack().toStdString();
    chooseAccount();
    EXPECT_TRUE(mayGoOn());
    EXPECT_TRUE(lack().isEmpty()) << lack().toStdString();
}

TEST_F(WizardChoiceTest, OffersNoSandboxWhoseTokenIsRefused)
{
    open();
    chooseAccount();
    EXPECT_TRUE(sentence(QStringLiteral("sandboxFirst")).isEmpty());
    EXPECT_FALSE(child<QAbstractButton>(QStringLiteral("useSandbox"))->isVisible());
    EXPECT_EQ(child<ChoiceCard>(QStringLiteral("account-sandbox"))->mark(), Mark::Bad);
    EXPECT_EQ(child<ChoiceCard>(QStringLiteral("account-prod"))->mark(), std::nullopt);
}

TEST_F(WizardChoiceTest, OffersTheSandboxFirstForWhatWrites)
{
    Snapshot snapshot = testing::accountsSnapshot();
    snapshot.accounts[1].token = TokenState::Accepted;
    open(snapshot);
    chooseAccount();
    EXPECT_FALSE(sentence(QStringLiteral("sandboxFirst")).isEmpty());
    click(QStringLiteral("operation-read"));
    EXPECT_TRUE(sentence(QStringLiteral("sandboxFirst")).isEmpty()) << "a read harms nobody";
    click(QStringLiteral("operation-archive"));
    click(QStringLiteral("useSandbox"));
    EXPECT_TRUE(child<QAbstractButton>(QStringLiteral("account-sandbox"))->isChecked());
    EXPECT_TRUE(sentence(QStringLiteral("sandboxFirst")).isEmpty());
}

TEST_F(WizardChoiceTest, NeedsTheNameOfACustomObject)
{
    open();
    chooseAccount();
    choose(QStringLiteral("objectBox"), QString());
    EXPECT_FALSE(mayGoOn());
    child<QLineEdit>(QStringLiteral("objectCustom"))->setText(QStringLiteral("2-3456789"));
    EXPECT_TRUE(mayGoOn());
}

TEST_F(WizardChoiceTest, AsksForTheOtherSideOfAnAssociation)
{
    open();
    chooseAccount();
    EXPECT_FALSE(child<QWidget>(QStringLiteral("toObjectBox"))->isVisible());
    click(QStringLiteral("operation-associate"));
    EXPECT_TRUE(child<QWidget>(QStringLiteral("toObjectBox"))->isVisible());
    EXPECT_TRUE(mayGoOn());
}

TEST_F(WizardChoiceTest, LooksAtAFileAndShowsItsFirstRows)
{
    open();
    toFile();
    EXPECT_FALSE(mayGoOn());
    chooseFile();
    ASSERT_EQ(desk().looks.size(), 1U);
    EXPECT_EQ(desk().looks[0].first, wizardPath);
    EXPECT_FALSE(wizard->settled());
    giveLook();
    EXPECT_TRUE(wizard->settled());
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
    EXPECT_TRUE(line(QStringLiteral("fileFacts")).startsWith(u"about 200,000 rows"));
    auto *table = child<QTableWidget>(QStringLiteral("filePreview"));
    EXPECT_EQ(table->rowCount(), 30);
    EXPECT_EQ(table->item(0, 4)->text(), QStringLiteral("Ōsaka"));
}

TEST_F(WizardChoiceTest, TakesAFileThatIsDropped)
{
    open();
    toFile();
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(wizardPath)});
    auto *step = wizard->findChild<FileStep *>();
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(step, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(step, &drop);
    ASSERT_EQ(desk().looks.size(), 1U);
    EXPECT_EQ(desk().looks[0].first, wizardPath);
}

TEST_F(WizardChoiceTest, EverythingThatTakesTheFocusHasAName)
{
    open();
    const auto look = [this] {
        for (QWidget *part : wizard->findChildren<QWidget *>()) {
            if (!part->isVisible() || !(part->focusPolicy() & Qt::TabFocus) || part->focusProxy())
                continue;
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(part);
            ASSERT_NE(spoken, nullptr);
            EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty())
                << part->metaObject()->className() << ' ' << part->objectName().toStdString() << " at "
                << stepWord(wizard->step()).toStdString();
        }
    };
    chooseAccount();
    look();
    goOn();
    chooseFile();
    giveLook();
    look();
    goOn();
    giveDefinitions();
    click(QStringLiteral("addConstant"));
    look();
    goOn();
    givePlan(wizardPlan(shown().at));
    look();
    goOn();
    giveReport(wizardReport(shown().at));
    click(QStringLiteral("runOffPeak"));
    look();
}

TEST_F(WizardChoiceTest, ReadsTheFileAgainInACorrectedFormat)
{
    open();
    toFile();
    chooseFile();
    giveLook();
    choose(QStringLiteral("fileEncoding"), int(CsvFormat::Encoding::ShiftJis));
    ASSERT_EQ(desk().looks.size(), 2U);
    ASSERT_TRUE(desk().looks[1].second);
    EXPECT_EQ(desk().looks[1].second->encoding, CsvFormat::Encoding::ShiftJis);
    CsvLook corrected = wizardLook();
    corrected.format.encoding = CsvFormat::Encoding::ShiftJis;
    giveLook(corrected);
    click(QStringLiteral("formatAsFound"));
    ASSERT_EQ(desk().looks.size(), 3U);
    EXPECT_FALSE(desk().looks[2].second);
}

TEST_F(WizardChoiceTest, ShowsAFaultOfTheFileAndGoesNoFurther)
{
    open();
    toFile();
    chooseFile();
    giveLook({.problem = QStringLiteral("line 3, row 2: a quote that is never closed")});
    EXPECT_TRUE(sentence(QStringLiteral("fileProblem")).startsWith(u"line 3"));
    EXPECT_FALSE(mayGoOn());
    wizard->goTo(JobStep::Mapping);
    EXPECT_EQ(wizard->step(), JobStep::File);
}

TEST_F(WizardChoiceTest, TakesASearchInsteadAndUnderlinesItsFault)
{
    open();
    toFile();
    click(QStringLiteral("inputSearch"));
    EXPECT_FALSE(mayGoOn());
    auto *text = child<QPlainTextEdit>(QStringLiteral("searchText"));
    text->setPlainText(QStringLiteral("city IS lead"));
    EXPECT_FALSE(mayGoOn());
    EXPECT_EQ(wizard->findChild<SearchField *>()->faultAt(), 5)
        << sentence(QStringLiteral("searchVerdict")).toStdString();
    EXPECT_EQ(text->extraSelections().size(), 1);
    text->setPlainText(QStringLiteral("lifecyclestage EQ lead and city HAS_PROPERTY"));
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
    EXPECT_EQ(text->extraSelections().size(), 0);
    EXPECT_EQ(sentence(QStringLiteral("searchVerdict")), QStringLiteral("2 conditions"));
}

TEST_F(WizardChoiceTest, ProposesAMappingAndItsKey)
{
    open();
    toMapping();
    EXPECT_EQ(child<StillBox>(QStringLiteral("keyColumn"))->currentText(), QStringLiteral("Record ID"));
    EXPECT_EQ(boxOf("Lifecycle Stage")->property(), QStringLiteral("lifecyclestage"));
    EXPECT_EQ(boxOf("City")->property(), QStringLiteral("city"));
    EXPECT_EQ(verdictOf("Record ID"), QStringLiteral("the key"));
    EXPECT_TRUE(line(QStringLiteral("definitionsAge")).contains(u"read 3 h ago"));
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
}

TEST_F(WizardChoiceTest, TellsFaultsOfTheMappingAtTheirRow)
{
    open();
    toMapping();
    map("Tel", QStringLiteral("city"));
    EXPECT_TRUE(verdictOf("Tel").startsWith(u"mapped twice")) << verdictOf("Tel").toStdString();
    EXPECT_TRUE(verdictOf("City").startsWith(u"mapped twice"));
    EXPECT_FALSE(mayGoOn());
    map("Tel", QStringLiteral("createdate"));
    EXPECT_EQ(verdictOf("Tel"), QStringLiteral("read-only in HubSpot"));
    map("Tel", QStringLiteral("fax"));
    EXPECT_EQ(verdictOf("Tel"), QStringLiteral("archived in HubSpot"));
    map("Tel", QStringLiteral("shoe_size"));
    EXPECT_TRUE(verdictOf("Tel").contains(u"no property “shoe_size”"));
    EXPECT_FALSE(mayGoOn());
    map("Tel", QStringLiteral("Phone number")); // by its label
    EXPECT_EQ(boxOf("Tel")->property(), QStringLiteral("phone"));
    EXPECT_EQ(verdictOf("Tel"), QStringLiteral("chosen"));
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
}

TEST_F(WizardChoiceTest, KeepsWhatWasChosenWhenItGoesBack)
{
    open();
    toMapping();
    map("Tel", QStringLiteral("phone"));
    QTest::keyClick(wizard.get(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(wizard->step(), JobStep::File);
    QTest::keyClick(wizard.get(), Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_EQ(wizard->step(), JobStep::Object);
    EXPECT_TRUE(child<QAbstractButton>(QStringLiteral("account-prod"))->isChecked());
    wizard->goTo(JobStep::Mapping);
    EXPECT_EQ(wizard->step(), JobStep::Mapping);
    EXPECT_EQ(boxOf("Tel")->property(), QStringLiteral("phone"));
    EXPECT_EQ(desk().looks.size(), 1U) << "nothing is read again";
    EXPECT_EQ(desk().definitionQuestions.size(), 1U);
}

TEST_F(WizardChoiceTest, SaysWhyThereAreNoDefinitionsAndAsksAgain)
{
    open();
    toFile();
    chooseFile();
    giveLook();
    goOn();
    EXPECT_FALSE(wizard->settled());
    emit desk().definitionsFound({.id = desk().definitionQuestions.back().id,
                                  .problem = QStringLiteral("The token was refused; paste a new one under Sources.")});
    EXPECT_FALSE(mayGoOn());
    EXPECT_TRUE(sentence(QStringLiteral("definitionsProblem")).startsWith(u"The token"));
    click(QStringLiteral("refreshDefinitions"));
    ASSERT_EQ(desk().definitionQuestions.size(), 2U);
    EXPECT_TRUE(desk().definitionQuestions.back().fresh);
    giveDefinitions();
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
}

TEST_F(WizardChoiceTest, AddsConstantsAndTellsTheirFaults)
{
    open();
    toMapping();
    click(QStringLiteral("addConstant"));
    auto *box = child<PropertyBox>(QStringLiteral("constantProperty"));
    box->lineEdit()->setText(QStringLiteral("hs_lead_status"));
    emit box->lineEdit()->editingFinished();
    child<QLineEdit>(QStringLiteral("constantValue"))->setText(QStringLiteral("OPEN"));
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
    goOn();
    ASSERT_EQ(desk().plans.size(), 1U);
    EXPECT_EQ(desk().plans[0].spec.constants,
              (std::vector<PropertyConstant>{{QStringLiteral("hs_lead_status"), QStringLiteral("OPEN")}}));
}

TEST_F(WizardChoiceTest, SavesAndLoadsMappings)
{
    Snapshot snapshot = testing::accountsSnapshot();
    snapshot.batch.mappings = {{.name = QStringLiteral("nightly"),
                                .object = QStringLiteral("contacts"),
                                .idColumn = QStringLiteral("Email"),
                                .idProperty = QStringLiteral("email"),
                                .columns = {{QStringLiteral("City"), QStringLiteral("firstname")},
                                            {QStringLiteral("Gone"), QStringLiteral("city")}}},
                               {.name = QStringLiteral("deals"), .object = QStringLiteral("deals")}};
    open(snapshot);
    toMapping();
    auto *saved = child<StillBox>(QStringLiteral("savedMapping"));
    EXPECT_EQ(saved->count(), 2) << "those of other objects are left out";
    choose(QStringLiteral("savedMapping"), QStringLiteral("nightly"));
    EXPECT_EQ(boxOf("City")->property(), QStringLiteral("firstname"));
    EXPECT_EQ(boxOf("Lifecycle Stage")->property(), QString());
    EXPECT_TRUE(sentence(QStringLiteral("mappingOutcome")).contains(u"lacks its columns Gone"));
    child<QLineEdit>(QStringLiteral("mappingName"))->setText(QStringLiteral("mine"));
    click(QStringLiteral("saveMapping"));
    ASSERT_EQ(desk().savedMappings.size(), 1U);
    EXPECT_EQ(desk().savedMappings[0].name, QStringLiteral("mine"));
    EXPECT_EQ(desk().savedMappings[0].idColumn, QStringLiteral("Email"));
    EXPECT_EQ(desk().savedMappings[0].columns,
              (std::vector<ColumnMapping>{{QStringLiteral("City"), QStringLiteral("firstname")}}));
}

TEST_F(WizardChoiceTest, AReadTicksPropertiesInstead)
{
    open();
    chooseAccount();
    click(QStringLiteral("operation-read"));
    goOn();
    chooseFile();
    giveLook();
    goOn();
    giveDefinitions();
    EXPECT_FALSE(child<QWidget>(QStringLiteral("mappingTable"))->isVisible());
    EXPECT_EQ(lack(), QStringLiteral("Tick the properties to read."));
    auto *list = child<QAbstractItemView>(QStringLiteral("propertyPicker"));
    ASSERT_GT(list->model()->rowCount(), 5);
    list->model()->setData(list->model()->index(0, 0), Qt::Checked, Qt::CheckStateRole);
    EXPECT_TRUE(mayGoOn()) << lack().toStdString();
    goOn();
    ASSERT_EQ(desk().plans.size(), 1U);
    EXPECT_EQ(desk().plans[0].spec.properties.size(), 1);
    EXPECT_TRUE(desk().plans[0].spec.mapping.empty());
}

} // namespace hubwatch::ui
