#include "ui/rules/notes_card.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hubwatch::ui {

NotesCard::NotesCard(const char *name, const QString &title, QWidget *parent)
    : Panel(parent)
    , m_name(title)
    , m_title(new TextLine(this))
    , m_lines(dialogNote({}, this))
    , m_row(new QHBoxLayout)
{
    setObjectName(QString::fromLatin1(name));
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_lines->setObjectName(QStringLiteral("cardLines"));
    column->addWidget(m_title);
    column->addWidget(m_lines);
    column->addStretch(1);
    m_row->setSpacing(8);
    m_row->addStretch(1);
    column->addLayout(m_row);
}

void NotesCard::setState(const MarkedWord &word, const QString &lines)
{
    m_title->setMark(word.mark);
    m_title->setRuns(
        {{m_name, Tone::Normal, true}, {word.word, word.mark == Mark::Good ? Tone::Dim : toneOf(word.mark)}});
    m_lines->setText(lines);
}

void NotesCard::addAction(QAction *action)
{
    m_row->insertWidget(m_row->count() - 1, partButton(action, this));
}

} // namespace hubwatch::ui
