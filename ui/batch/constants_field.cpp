#include "ui/batch/constants_field.h"

#include "ui/batch/mapping_words.h"
#include "ui/batch/property_box.h"
#include "ui/credentials/dialog_parts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// The value's fault where the property has options.
QString valueFault(const JobDraft &draft, const PropertyConstant &constant)
{
    if (const QString fault = propertyFault(draft, constant.property); !fault.isEmpty())
        return fault;
    const PropertyDefinition *definition = definitionNamed(draft.definitions, constant.property);
    if (!definition || definition->options.empty() || constant.value.isEmpty())
        return {};
    if (std::ranges::find(definition->options, constant.value, &PropertyOption::value) != definition->options.end())
        return {};
    QStringList options;
    for (const PropertyOption &option : definition->options)
        if (options.size() < 6)
            options << option.value;
    return ConstantsField::tr("none of %1").arg(options.join(QStringLiteral(", ")));
}

} // namespace

ConstantsField::ConstantsField(PropertyList *list, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_column(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_column->setSpacing(8);
    column->addLayout(m_column);
    QPushButton *add = dialogButton("addConstant", tr("Add a constant"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(add);
    row->addStretch(1);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, [this] { addLine().box->setFocus(); });
}

ConstantsField::Line &ConstantsField::addLine()
{
    Line line{.whole = new QWidget(this)};
    line.box = new PropertyBox("constantProperty", tr("Property that gets a constant"), m_list, line.whole);
    auto *value = line.value = new QLineEdit(line.whole);
    value->setObjectName(QStringLiteral("constantValue"));
    value->setAccessibleName(tr("Its value"));
    value->setPlaceholderText(tr("value; empty: empties it"));
    line.fault = new TextLine(line.whole);
    QPushButton *remove = dialogButton("removeConstant", tr("Remove"), line.whole);
    auto *column = new QVBoxLayout(line.whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(line.box);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(value, 1);
    row->addWidget(remove);
    column->addLayout(row);
    column->addWidget(line.fault);
    line.fault->hide();
    m_column->addWidget(line.whole);
    connect(line.box, &PropertyBox::picked, this, &ConstantsField::changed);
    connect(value, &QLineEdit::textChanged, this, &ConstantsField::changed);
    connect(remove, &QPushButton::clicked, this, [this, whole = line.whole] { removeLine(whole); });
    m_lines.push_back(line);
    return m_lines.back();
}

void ConstantsField::removeLine(QWidget *whole)
{
    std::erase_if(m_lines, [&](const Line &line) { return line.whole == whole; });
    whole->hide();
    whole->deleteLater();
    emit changed();
}

std::vector<PropertyConstant> ConstantsField::constants() const
{
    std::vector<PropertyConstant> all;
    for (const Line &line : m_lines)
        if (!line.box->property().isEmpty())
            all.push_back({.property = line.box->property(), .value = line.value->text().trimmed()});
    return all;
}

void ConstantsField::showDraft(const JobDraft &draft)
{
    const QSignalBlocker quiet(this);
    if (constants() != draft.spec.constants) {
        for (const Line &line : m_lines)
            line.whole->deleteLater();
        m_lines.clear();
        for (const PropertyConstant &constant : draft.spec.constants) {
            const Line &line = addLine();
            line.box->setPicked(constant.property);
            line.value->setText(constant.value);
        }
    }
    for (const Line &line : m_lines) {
        const QString fault
            = valueFault(draft, {.property = line.box->property(), .value = line.value->text().trimmed()});
        line.fault->setMark(Mark::Bad);
        line.fault->setRuns({{fault, Tone::Bad}});
        line.fault->setVisible(!fault.isEmpty());
    }
}

} // namespace hubwatch::ui
