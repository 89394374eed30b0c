#include "ui/incidents/notes_panel.h"

#include "ui/format.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

NotesPanel::NotesPanel(QWidget *parent)
    : Panel(parent)
    , m_rows(new QVBoxLayout)
    , m_field(new QPlainTextEdit(this))
    , m_add(new QPushButton(tr("Add note"), this))
{
    setObjectName(QStringLiteral("notesPanel"));
    setAccessibleName(tr("Notes"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(8);
    auto *heading = new QLabel(tr("Notes"), this);
    heading->setProperty("heading", true);
    column->addWidget(heading);
    m_rows->setSpacing(6);
    column->addLayout(m_rows);
    m_field->setObjectName(QStringLiteral("noteField"));
    m_field->setAccessibleName(tr("New note"));
    m_field->setPlaceholderText(tr("What was seen, what was done; the next shift reads it"));
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(m_field->fontMetrics().height() * 3 + 14);
    m_field->installEventFilter(this);
    column->addWidget(m_field);
    auto *foot = new QHBoxLayout;
    auto *hint = new QLabel(tr("Ctrl+Enter"), this);
    hint->setProperty("tone", QStringLiteral("mute"));
    foot->addWidget(hint);
    foot->addStretch(1);
    m_add->setObjectName(QStringLiteral("addNoteButton"));
    m_add->setEnabled(false);
    foot->addWidget(m_add);
    column->addLayout(foot);
    connect(m_add, &QPushButton::clicked, this, &NotesPanel::send);
    connect(m_field, &QPlainTextEdit::textChanged, this,
            [this] { m_add->setEnabled(!m_field->toPlainText().trimmed().isEmpty()); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void NotesPanel::setIncident(const Incident &incident)
{
    if (incident.id != m_incident) {
        m_drafts[m_incident] = m_field->toPlainText();
        m_incident = incident.id;
        m_field->setPlainText(m_drafts[m_incident]);
    }
    showNotes(incident.notes);
}

void NotesPanel::setTaken()
{
    m_drafts.erase(m_incident);
    m_field->clear();
}

void NotesPanel::send()
{
    const QString text = m_field->toPlainText().trimmed();
    if (!text.isEmpty())
        emit written(text);
}

void NotesPanel::showNotes(const std::vector<IncidentNote> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        auto *box = new QWidget(this);
        auto *column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(1);
        auto *head = new TextLine(box);
        head->setRuns({{note->author, Tone::Normal, true}, {clockText(note->at), Tone::Dim}});
        column->addWidget(head);
        auto *words = new QLabel(note->text, box);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setFocusPolicy(Qt::NoFocus);
        column->addWidget(words);
        box->setToolTip(instantText(note->at));
        m_rows->addWidget(box);
    }
}

bool NotesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() & Qt::ControlModifier) {
            send();
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

} // namespace hubwatch::ui
