#include "ui/batch/key_field.h"

#include "ui/batch/job_choices.h"
#include "ui/batch/property_box.h"
#include "ui/credentials/dialog_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int mostKeySamples = 4;

bool bindsPairs(JobOperation operation)
{
    return operation == JobOperation::Associate || operation == JobOperation::Dissociate;
}

void fillColumns(StillBox &box, const QStringList &columns, const QString &chosen)
{
    box.clear();
    for (const QString &column : columns)
        box.addItem(column, column);
    if (box.findData(chosen) < 0)
        box.setPlaceholderText(KeyField::tr("choose a column"));
    box.choose(chosen);
}

} // namespace

std::vector<std::pair<QString, QString>> keyChoices(const JobDraft &draft)
{
    const JobOperation operation = draft.spec.operation;
    std::vector<std::pair<QString, QString>> choices;
    if (operation != JobOperation::Upsert)
        choices.push_back({QString(), KeyField::tr("HubSpot's record id")});
    if (bindsPairs(operation) || operation == JobOperation::Archive)
        return choices;
    if (objectOf(draft) == u"contacts")
        choices.push_back({QStringLiteral("email"), KeyField::tr("the e-mail address")});
    for (const PropertyDefinition &definition : draft.definitions.properties)
        if (definition.isUnique && !definition.isArchived && definition.name != u"email"
            && definition.name != u"hs_object_id")
            choices.push_back({definition.name, KeyField::tr("%1, unique").arg(propertyTitle(definition))});
    return choices;
}

KeyField::KeyField(QWidget *parent)
    : QWidget(parent)
    , m_none(
          dialogNote(tr("Each row becomes a record of its own, so no column needs to name one. Running the same file "
                        "twice makes every record twice; choose Upsert where a unique property can tell them apart."),
                     this))
    , m_key(new QWidget(this))
    , m_column(new StillBox("keyColumn", tr("Column that names the record"), m_key))
    , m_holds(new StillBox("keyHolds", tr("What the key column holds"), m_key))
    , m_samples(new TextLine(m_key))
    , m_other(new QWidget(this))
    , m_otherWord(new QLabel(m_other))
    , m_toColumn(new StillBox("toColumn", tr("Column with the ids of the other side"), m_other))
    , m_category(new StillBox("labelCategory", tr("Kind of association"), m_other))
    , m_typeId(new QSpinBox(m_other))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_none);
    auto *key = new QHBoxLayout(m_key);
    key->setContentsMargins(0, 0, 0, 0);
    key->setSpacing(8);
    m_holds->setMinimumContentsLength(26);
    key->addWidget(new QLabel(tr("Column"), m_key));
    key->addWidget(m_column);
    key->addWidget(new QLabel(tr("holds"), m_key));
    key->addWidget(m_holds);
    key->addWidget(m_samples, 1);
    column->addWidget(m_key);
    auto *other = new QHBoxLayout(m_other);
    other->setContentsMargins(0, 0, 0, 0);
    other->setSpacing(8);
    m_category->addItem(tr("HubSpot's default"), QString());
    m_category->addItem(tr("HubSpot's type"), QStringLiteral("HUBSPOT_DEFINED"));
    m_category->addItem(tr("a label of the portal"), QStringLiteral("USER_DEFINED"));
    m_typeId->setObjectName(QStringLiteral("labelType"));
    m_typeId->setAccessibleName(tr("Type id of the association"));
    m_typeId->setRange(0, 1'000'000);
    m_typeId->setSpecialValueText(tr("type id"));
    other->addWidget(m_otherWord);
    other->addWidget(m_toColumn);
    other->addWidget(new QLabel(tr("bound by"), m_other));
    other->addWidget(m_category);
    other->addWidget(m_typeId);
    other->addStretch(1);
    column->addWidget(m_other);
    for (const StillBox *box : {m_column, m_holds, m_toColumn, m_category})
        connect(box, &QComboBox::activated, this, &KeyField::changed);
    connect(m_typeId, &QSpinBox::valueChanged, this, &KeyField::changed);
}

void KeyField::showDraft(const JobDraft &draft)
{
    const QSignalBlocker quiet(this);
    const JobOperation operation = draft.spec.operation;
    m_none->setVisible(!needsKey(operation));
    m_key->setVisible(needsKey(operation));
    m_other->setVisible(bindsPairs(operation));
    fillColumns(*m_column, columnsOf(draft), draft.spec.idColumn);
    fillColumns(*m_toColumn, columnsOf(draft), draft.spec.toColumn);
    fillHolds(draft);
    showSamples(draft);
    m_otherWord->setText(tr("Column with the ids of %1").arg(objectTitle(draft.spec.toObject)));
    m_category->choose(draft.spec.label.category);
    m_category->setVisible(operation == JobOperation::Associate);
    m_typeId->setValue(draft.spec.label.typeId);
    m_typeId->setVisible(operation == JobOperation::Associate && !draft.spec.label.category.isEmpty());
}

void KeyField::fillHolds(const JobDraft &draft)
{
    m_holds->clear();
    for (const auto &[property, words] : keyChoices(draft))
        m_holds->addItem(words, property);
    m_holds->setEnabled(m_holds->count() > 1);
    m_holds->choose(draft.spec.idProperty);
    if (m_holds->currentIndex() < 0 && m_holds->count() > 0)
        m_holds->setCurrentIndex(0);
}

void KeyField::showSamples(const JobDraft &draft)
{
    const QStringList samples = samplesOf(draft, draft.spec.idColumn, mostKeySamples);
    m_samples->setRuns({{samples.isEmpty() ? QString() : samples.join(QStringLiteral(" · ")), Tone::Dim}});
}

void KeyField::writeTo(JobDraft &draft) const
{
    draft.spec.idColumn = m_column->currentData().toString();
    if (needsKey(draft.spec.operation))
        draft.spec.idProperty = m_holds->currentData().toString();
    if (!bindsPairs(draft.spec.operation))
        return;
    draft.spec.toColumn = m_toColumn->currentData().toString();
    draft.spec.label = {.category = m_category->currentData().toString(), .typeId = m_typeId->value()};
}

} // namespace hubwatch::ui
