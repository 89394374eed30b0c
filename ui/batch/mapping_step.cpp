#include "ui/batch/mapping_step.h"

#include "batch/row_check.h"
#include "ui/batch/constants_field.h"
#include "ui/batch/job_choices.h"
#include "ui/batch/key_field.h"
#include "ui/batch/mapping_table.h"
#include "ui/batch/property_box.h"
#include "ui/batch/property_picker.h"
#include "ui/batch/saved_mappings.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int mappingSide = 348;

std::uint64_t nextDefinitionsId()
{
    static std::uint64_t last = 0;
    return ++last;
}

} // namespace

MappingStep::MappingStep(Console &console, JobDraft &draft, QWidget *parent)
    : WizardStep(console, draft, parent)
    , m_writable(new PropertyList(tr("not written"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *main = new QVBoxLayout;
    main->setSpacing(12);
    main->addWidget(makeKey().frame);
    main->addWidget(makeColumns().frame, 1);
    row->addLayout(main, 1);
    row->addWidget(makeSide());
    connect(&m_console.batch(), &BatchDesk::definitionsFound, this, &MappingStep::takeDefinitions);
    connect(&m_console, &Console::snapshotChanged, this, [this] {
        if (isVisible())
            showAge();
    });
}

WizardPanel MappingStep::makeKey()
{
    const WizardPanel panel = wizardPanel("batchKey", tr("What names the record"), this);
    m_age = panel.note;
    m_age->setObjectName(QStringLiteral("definitionsAge"));
    m_refresh = dialogButton("refreshDefinitions", tr("Refresh"), panel.frame);
    m_refresh->setToolTip(tr("Asks HubSpot for the properties anew"));
    panel.head->addWidget(m_refresh);
    m_trouble = new MarkedSentence(panel.frame);
    m_trouble->setObjectName(QStringLiteral("definitionsProblem"));
    panel.column->addWidget(m_trouble);
    m_key = new KeyField(panel.frame);
    panel.column->addWidget(m_key);
    connect(m_refresh, &QPushButton::clicked, this, [this] { askDefinitions(true); });
    connect(m_key, &KeyField::changed, this, [this] {
        m_key->writeTo(m_draft);
        m_draft.mapped = true;
        m_key->showDraft(m_draft);
        edited();
    });
    return panel;
}

WizardPanel MappingStep::makeColumns()
{
    const WizardPanel panel = wizardPanel("batchColumns", tr("Columns become properties"), this);
    m_columnsPanel = panel.frame;
    m_emptyRow = new QWidget(panel.frame);
    auto *row = new QHBoxLayout(m_emptyRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_empty = new StillBox("emptyCell", tr("What an empty cell does"), m_emptyRow);
    m_empty->setMinimumContentsLength(24);
    m_empty->addItem(tr("leaves the property as it is"), false);
    m_empty->addItem(tr("empties the property"), true);
    row->addWidget(new QLabel(tr("An empty cell"), m_emptyRow));
    row->addWidget(m_empty);
    panel.head->addWidget(m_emptyRow);
    m_table = new MappingTable(m_writable, panel.frame);
    panel.column->addWidget(m_table, 1);
    m_picker = new PropertyPicker(panel.frame);
    panel.column->addWidget(m_picker, 1);
    m_nothing = dialogNote(tr("This operation writes no properties: the key is all it needs."), panel.frame);
    panel.column->addWidget(m_nothing);
    m_faultWords = new MarkedSentence(panel.frame);
    m_faultWords->setObjectName(QStringLiteral("mappingFaults"));
    panel.column->addWidget(m_faultWords);
    panel.column->addStretch(0);
    connect(m_empty, &QComboBox::activated, this, [this] {
        m_draft.spec.emptyClears = m_empty->currentData().toBool();
        edited();
    });
    connect(m_table, &MappingTable::mapped, this, &MappingStep::map);
    connect(m_picker, &PropertyPicker::changed, this, [this] {
        m_draft.spec.properties = m_picker->picked();
        edited();
    });
    return panel;
}

QWidget *MappingStep::makeSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(mappingSide);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const WizardPanel constants = wizardPanel("batchConstants", tr("The same in every row"), side);
    m_constantsPanel = constants.frame;
    m_constants = new ConstantsField(m_writable, constants.frame);
    constants.column->addWidget(m_constants);
    const WizardPanel saved = wizardPanel("batchSaved", tr("Saved mappings"), side);
    m_saved = new SavedMappings(
        m_console, [this](const QString &name) { return savedOf(m_draft, name); }, saved.frame);
    saved.column->addWidget(m_saved);
    column->addWidget(constants.frame);
    column->addWidget(saved.frame);
    column->addStretch(1);
    connect(m_constants, &ConstantsField::changed, this, [this] {
        m_draft.spec.constants = m_constants->constants();
        edited();
    });
    connect(m_saved, &SavedMappings::loaded, this, &MappingStep::loadSaved);
    return side;
}

void MappingStep::enter()
{
    m_saved->setObject(objectOf(m_draft));
    // Another operation may not know its records by what this one did.
    const auto choices = keyChoices(m_draft);
    const auto same = [this](const auto &choice) { return choice.first == m_draft.spec.idProperty; };
    if (fits() && std::ranges::none_of(choices, same) && !choices.empty())
        m_draft.spec.idProperty = choices.front().first;
    if (!fits()) {
        m_draft.definitions = {};
        askDefinitions(false);
    } else if (!m_draft.mapped) {
        propose();
    }
    showAll();
}

bool MappingStep::fits() const
{
    const Definitions &known = m_draft.definitions;
    return known.object == objectOf(m_draft) && !known.properties.empty()
        && known.portal == specOf(m_draft, *m_console.snapshot()).portal;
}

QString MappingStep::lack() const
{
    if (m_asked != 0)
        return tr("Reading the definitions of the properties.");
    if (!m_problem.isEmpty())
        return tr("Without the definitions of the properties nothing can be checked.");
    if (!fits())
        return tr("The mapping is to be looked at for %1.").arg(objectTitle(objectOf(m_draft)));
    if (m_draft.spec.operation == JobOperation::Read && m_draft.spec.properties.isEmpty())
        return tr("Tick the properties to read.");
    if (m_faults.isEmpty())
        return {};
    return m_faults.size() == 1 ? tr("One thing is to be mended in the mapping.")
                                : tr("%1 things are to be mended in the mapping.").arg(m_faults.size());
}

void MappingStep::askDefinitions(bool fresh)
{
    m_asked = nextDefinitionsId();
    m_problem.clear();
    m_console.batch().askDefinitions(
        {.id = m_asked, .account = m_draft.spec.account, .object = objectOf(m_draft), .fresh = fresh});
    showAge();
    emit changed();
}

void MappingStep::takeDefinitions(const DefinitionsAnswer &answer)
{
    if (answer.id != m_asked)
        return;
    m_asked = 0;
    m_problem = answer.problem;
    if (m_problem.isEmpty()) {
        m_draft.definitions = answer.definitions;
        if (!m_draft.mapped)
            propose();
    }
    showAll();
    emit changed();
}

void MappingStep::propose()
{
    const QStringList columns = columnsOf(m_draft);
    m_proposals = proposeMapping(columns, m_draft.definitions.properties);
    KeyProposal key = proposeKey(columns, m_draft.look.rows, m_draft.definitions.properties);
    if (m_draft.searches)
        key = {.column = columns.front()};
    const auto choices = keyChoices(m_draft);
    const bool allowed = std::ranges::any_of(choices, [&](const auto &choice) { return choice.first == key.property; });
    if (!allowed)
        key = {};
    m_draft.spec.idColumn = key.column;
    m_draft.spec.idProperty = key.property;
    if (!allowed && !choices.empty())
        m_draft.spec.idProperty = choices.front().first;
    m_draft.spec.mapping = mappingOf(m_proposals, needsKey(m_draft.spec.operation) ? key : KeyProposal());
    m_draft.mapped = true;
}

void MappingStep::loadSaved(const SavedMapping &saved)
{
    QStringList missing;
    applySaved(m_draft, saved, &missing);
    m_saved->tell(
        missing.isEmpty() ? Mark::Good : Mark::Warn,
        missing.isEmpty()
            ? tr("“%1” is loaded.").arg(saved.name)
            : tr("“%1” is loaded. The file lacks its columns %2.").arg(saved.name, missing.join(QStringLiteral(", "))));
    showAll();
    emit changed();
}

void MappingStep::map(const QString &column, const QString &property)
{
    m_draft.mapped = true;
    const auto found = std::ranges::find(m_draft.spec.mapping, column, &ColumnMapping::column);
    if (found == m_draft.spec.mapping.end())
        m_draft.spec.mapping.push_back({.column = column, .property = property});
    else
        found->property = property;
    edited();
}

void MappingStep::edited()
{
    weigh();
    emit changed();
}

void MappingStep::showAll()
{
    const JobOperation operation = m_draft.spec.operation;
    const bool writing = takesProperties(operation);
    const bool reading = operation == JobOperation::Read;
    m_writable->setDefinitions(m_draft.definitions.properties, true);
    m_key->showDraft(m_draft);
    m_table->setVisible(writing);
    m_emptyRow->setVisible(writing && operation != JobOperation::Create);
    m_constantsPanel->setVisible(writing);
    m_picker->setVisible(reading);
    m_nothing->setVisible(!writing && !reading);
    if (reading) {
        m_picker->setDefinitions(m_draft.definitions.properties);
        m_picker->setPicked(m_draft.spec.properties);
    }
    m_empty->choose(m_draft.spec.emptyClears);
    m_table->setColumns(m_draft);
    showAge();
    weigh();
}

void MappingStep::weigh()
{
    m_faults.clear();
    if (!m_draft.definitions.properties.empty())
        m_faults
            = specFaults(specOf(m_draft, *m_console.snapshot()), columnsOf(m_draft), m_draft.definitions.properties);
    m_faultWords->setSentence(Mark::Bad, m_faults.join(u'\n'));
    m_table->weigh(m_draft, m_proposals);
    m_constants->showDraft(m_draft);
}

void MappingStep::showAge()
{
    const TimePoint now = m_console.snapshot()->at;
    const QString what = objectTitle(objectOf(m_draft));
    QString words = tr("%1 properties of %2, read %3 ago")
                        .arg(m_draft.definitions.properties.size())
                        .arg(what, ageText(now - m_draft.definitions.readAt));
    if (m_asked != 0)
        words = tr("reading the properties of %1…").arg(what);
    else if (m_draft.definitions.properties.empty())
        words.clear();
    m_age->setRuns({{words, Tone::Dim}});
    m_refresh->setEnabled(m_asked == 0);
    m_trouble->setSentence(Mark::Bad, m_problem);
}

} // namespace hubwatch::ui
