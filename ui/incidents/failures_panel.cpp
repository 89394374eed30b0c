#include "ui/incidents/failures_panel.h"

#include "ui/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr size_t mostFailures = 4;

} // namespace

FailuresPanel::FailuresPanel(QPushButton *copy, QWidget *parent)
    : Panel(parent)
    , m_note(new TextLine(this))
    , m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("failuresPanel"));
    setAccessibleName(tr("Failed calls"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    auto *heading = new QLabel(tr("Failed calls"), this);
    heading->setProperty("heading", true);
    head->addWidget(heading);
    m_note->setRightAligned(true);
    head->addWidget(m_note, 1);
    column->addLayout(head);
    m_rows->setSpacing(8);
    column->addLayout(m_rows);
    auto *foot = new QHBoxLayout;
    foot->addWidget(copy);
    foot->addStretch(1);
    column->addLayout(foot);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void FailuresPanel::setFailures(const std::vector<FailedCall> &failures)
{
    setVisible(!failures.empty());
    if (failures == m_failures)
        return;
    m_failures = failures;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (size_t at = 0; at < std::min(failures.size(), mostFailures); ++at)
        m_rows->addWidget(made(failures[at]));
    const QString more
        = failures.size() > mostFailures ? tr("newest %1 of %2").arg(mostFailures).arg(failures.size()) : QString();
    m_note->setRuns({{more, Tone::Dim}});
}

QWidget *FailuresPanel::made(const FailedCall &failure)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto *head = new TextLine(box);
    const QString status = failure.error.status > 0 ? QString::number(failure.error.status) : tr("no answer");
    head->setMark(Mark::Bad);
    head->setRuns(
        {{status, Tone::Bad, true}, {clockText(failure.at), Tone::Dim}, {failure.error.message, Tone::Normal}});
    column->addWidget(head);
    const auto line = [&](const QString &text, const char *tone) {
        auto *words = new QLabel(text, box);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setProperty("tone", QString::fromLatin1(tone));
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setFocusPolicy(Qt::NoFocus);
        column->addWidget(words);
    };
    line(failure.call, "normal");
    if (!failure.error.correlationId.isEmpty())
        line(failure.error.correlationId, "dim");
    box->setAccessibleName(QStringLiteral("%1 %2 %3").arg(status, failure.call, failure.error.correlationId));
    box->setToolTip(instantText(failure.at));
    return box;
}

} // namespace hubwatch::ui
