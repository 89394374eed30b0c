#include "ui/batch/saved_mappings.h"

#include "base/write_file.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr qint64 mostBytes = 1'000'000; ///< no mapping is longer; a file that is was chosen by mistake

} // namespace

SavedMappings::SavedMappings(Console &console, Current current, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_current(std::move(current))
    , m_box(new StillBox("savedMapping", tr("Saved mapping"), this))
    , m_remove(dialogButton("removeMapping", tr("Forget"), this))
    , m_name(new QLineEdit(this))
    , m_save(dialogButton("saveMapping", tr("Save"), this))
    , m_outcome(new MarkedSentence(this))
{
    m_outcome->setObjectName(QStringLiteral("mappingOutcome"));
    m_name->setObjectName(QStringLiteral("mappingName"));
    m_name->setAccessibleName(tr("Name to keep this mapping under"));
    m_name->setPlaceholderText(tr("name for this mapping"));
    m_remove->setToolTip(tr("Forgets the saved mapping that is chosen"));
    QPushButton *read = dialogButton("readMapping", tr("From a file…"), this);
    QPushButton *write = dialogButton("writeMapping", tr("To a file…"), this);
    write->setToolTip(tr("As JSON, to be shared and reviewed"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const std::initializer_list<std::pair<QWidget *, QWidget *>> rows{{m_box, m_remove}, {m_name, m_save}};
    for (const auto &[wide, button] : rows) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(wide, 1);
        row->addWidget(button);
        column->addLayout(row);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(read);
    row->addWidget(write);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_outcome);
    connect(m_box, &QComboBox::activated, this, [this](int at) {
        if (at > 0)
            emit loaded(m_shown[size_t(at - 1)]);
        m_remove->setEnabled(at > 0);
    });
    connect(m_remove, &QPushButton::clicked, this,
            [this] { m_console.batch().removeMapping(m_box->currentData().toString()); });
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_save->setEnabled(!m_name->text().trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &SavedMappings::save);
    connect(m_save, &QPushButton::clicked, this, &SavedMappings::save);
    connect(read, &QPushButton::clicked, this, [this] {
        askWhich(this, tr("A shared mapping"), tr("Mappings (*.json);;All files (*)"),
                 [this](const QString &path) { readFrom(path); });
    });
    connect(write, &QPushButton::clicked, this, [this] {
        const QString name = m_name->text().trimmed();
        askWhere(this, tr("Share this mapping"),
                 name.isEmpty() ? m_object + QStringLiteral("-mapping.json") : name + QStringLiteral(".json"),
                 QStringLiteral("json"), [this](const QString &path) { writeTo(path); });
    });
    connect(&m_console, &Console::snapshotChanged, this, &SavedMappings::fill);
    connect(&m_console.batch(), &BatchDesk::done, this, &SavedMappings::takeOutcome);
    m_save->setEnabled(false);
    fill();
}

void SavedMappings::setObject(const QString &object)
{
    m_object = object;
    fill();
}

void SavedMappings::fill()
{
    std::vector<SavedMapping> fitting;
    for (const SavedMapping &mapping : m_console.snapshot()->batch.mappings)
        if (mapping.object == m_object)
            fitting.push_back(mapping);
    if (fitting == m_shown && m_box->count() > 0)
        return;
    m_shown = std::move(fitting);
    const QString chosen = m_box->currentData().toString();
    m_box->clear();
    m_box->addItem(m_shown.empty() ? tr("none is saved yet") : tr("load a saved one…"), QString());
    for (const SavedMapping &mapping : m_shown)
        m_box->addItem(mapping.name, mapping.name);
    m_box->setEnabled(!m_shown.empty());
    m_box->choose(chosen);
    if (m_box->currentIndex() < 0)
        m_box->setCurrentIndex(0);
    m_remove->setEnabled(m_box->currentIndex() > 0);
}

void SavedMappings::tell(Mark mark, const QString &words)
{
    m_outcome->setSentence(mark, words);
}

void SavedMappings::save()
{
    const QString name = m_name->text().trimmed();
    if (!name.isEmpty())
        m_console.batch().saveMapping(m_current(name));
}

void SavedMappings::takeOutcome(const BatchOutcome &outcome)
{
    using Command = BatchOutcome::Command;
    if (outcome.command == Command::SaveMapping || outcome.command == Command::RemoveMapping)
        tell(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
}

void SavedMappings::readFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        tell(Mark::Bad, tr("%1 could not be read: %2.").arg(path, file.errorString()));
        return;
    }
    const Result<SavedMapping> mapping = parseMapping(file.read(mostBytes));
    if (!mapping)
        tell(Mark::Bad, tr("%1 is no mapping: %2").arg(path, mapping.error().detail));
    else if (mapping->object != m_object)
        tell(Mark::Bad, tr("That mapping is for %1; this job is about %2.").arg(mapping->object, m_object));
    else
        emit loaded(*mapping);
}

void SavedMappings::writeTo(const QString &path)
{
    const QString name = m_name->text().trimmed();
    const Result<void> written = writeFile(path, mappingJson(m_current(name.isEmpty() ? m_object : name)));
    tell(written ? Mark::Good : Mark::Bad,
         written ? tr("The mapping is in %1.").arg(path)
                 : tr("%1 could not be written: %2. Choose another place.").arg(path, written.error().detail));
}

} // namespace hubwatch::ui
