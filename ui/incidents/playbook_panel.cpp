#include "ui/incidents/playbook_panel.h"

#include "ui/format.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

QLabel *playbookWords(const QString &text, const char *tone, QWidget *parent)
{
    auto *words = new QLabel(text, parent);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setProperty("tone", QString::fromLatin1(tone));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setFocusPolicy(Qt::NoFocus);
    return words;
}

void emptyColumn(QVBoxLayout &column)
{
    while (QLayoutItem *item = column.takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString countSentence(const PlaybookRow &row)
{
    const auto shown = [](double count) { return countText(std::int64_t(std::llround(count))); };
    if (row.count < 0.5)
        return PlaybookPanel::tr("none here");
    return PlaybookPanel::tr("%1, before %2").arg(shown(row.count), shown(row.before));
}

} // namespace

PlaybookPanel::PlaybookPanel(QWidget *parent)
    : Panel(parent)
    , m_open(new QVBoxLayout)
    , m_fold(new QWidget(this))
    , m_all(new QPushButton(tr("Every status"), this))
    , m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("playbookPanel"));
    setAccessibleName(tr("Playbook"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    auto *heading = new QLabel(tr("Playbook"), this);
    heading->setProperty("heading", true);
    head->addWidget(heading, 1);
    m_all->setObjectName(QStringLiteral("playbookAllButton"));
    m_all->setProperty("quiet", true);
    m_all->setCheckable(true);
    m_all->setAccessibleName(tr("Every status of the playbook"));
    m_all->setToolTip(tr("Also the statuses that did not occur here"));
    head->addWidget(m_all);
    column->addLayout(head);
    m_empty->setProperty("tone", QStringLiteral("dim"));
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_open->setSpacing(12);
    column->addLayout(m_open);
    m_folded = new QVBoxLayout(m_fold);
    m_folded->setContentsMargins(0, 4, 0, 0);
    m_folded->setSpacing(12);
    m_fold->setObjectName(QStringLiteral("playbookFold"));
    m_fold->hide();
    column->addWidget(m_fold);
    connect(m_all, &QPushButton::toggled, m_fold, &QWidget::setVisible);
    m_all->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void PlaybookPanel::setWhenEmpty(const QString &words)
{
    m_empty->setText(words);
}

void PlaybookPanel::setRows(const std::vector<PlaybookRow> &rows)
{
    const bool counted = std::ranges::any_of(rows, [](const PlaybookRow &row) { return row.count >= 0.5; });
    m_empty->setVisible(!counted && !m_empty->text().isEmpty());
    if (rows == m_rows)
        return;
    m_rows = rows;
    emptyColumn(*m_open);
    emptyColumn(*m_folded);
    for (const PlaybookRow &row : rows)
        (row.count >= 0.5 ? m_open : m_folded)->addWidget(made(row));
    m_all->setVisible(m_folded->count() > 0);
    m_fold->setVisible(m_folded->count() > 0 && m_all->isChecked());
}

QWidget *PlaybookPanel::made(const PlaybookRow &row)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *head = new TextLine(box);
    const bool grew = row.count >= 0.5 && row.count > 2 * row.before;
    const Mark mark = row.count < 0.5 ? Mark::None : grew ? Mark::Bad : Mark::Warn;
    head->setMark(mark);
    head->setRuns({{row.status, Tone::Normal, true}, {countSentence(row), grew ? Tone::Bad : Tone::Dim}});
    column->addWidget(head);
    if (!row.here.isEmpty())
        column->addWidget(playbookWords(row.here, "normal", box));
    column->addWidget(playbookWords(row.cause + u'.', "dim", box));
    QString next = row.action;
    if (!row.owner.isEmpty())
        next += QStringLiteral(" (%1)").arg(row.owner);
    column->addWidget(playbookWords(tr("Next: %1").arg(next), "normal", box));
    box->setAccessibleName(QStringLiteral("%1, %2. %3 %4").arg(row.status, countSentence(row), row.here, next));
    return box;
}

} // namespace hubwatch::ui
