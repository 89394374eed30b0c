#include "ui/batch/reasons_table.h"

#include "ui/batch/job_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int reasonRowHeight = 36;
constexpr int buttonsColumn = 4;

QString reasonWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

QString keyOf(const ReasonGroup &group)
{
    return pileWord(group.pile) + u'\n' + group.code + u'\n' + group.reason;
}

std::vector<CellColumn> reasonColumns()
{
    return {{reasonWord("Reason"), {}},
            {reasonWord("rows"), QStringLiteral("1,000,000"), true},
            {reasonWord("first row"), QStringLiteral("row 1,000,000: “a cell that is as long as this”")},
            {reasonWord("HubSpot says"), {}},
            {QString(), QStringLiteral("Show Retry with room to spare")}};
}

QString emptyWords(const BatchJob &job)
{
    switch (job.progress.state.phase) {
    case JobState::Phase::Planned:
    case JobState::Phase::Scheduled: return reasonWord("Nothing was sent yet.");
    case JobState::Phase::Running:
    case JobState::Phase::Paused:
    case JobState::Phase::Parked:
    case JobState::Phase::Asking: return reasonWord("No row has failed so far.");
    case JobState::Phase::Finished:
    case JobState::Phase::Cancelled: return reasonWord("No row failed.");
    }
    Q_UNREACHABLE();
}

} // namespace

std::vector<CellRow> reasonRows(const BatchJob &job)
{
    std::vector<CellRow> rows;
    for (const ReasonGroup &group : job.progress.reasons) {
        QString first = reasonWord("row %1").arg(countText(group.firstRow));
        if (!group.sample.isEmpty())
            first += QStringLiteral(": “%1”").arg(group.sample);
        const QString silent = group.pile == Pile::Unknown ? reasonWord("no answer") : reasonWord("never sent");
        const QString says = group.hubspotSays.isEmpty() ? silent : group.hubspotSays;
        rows.push_back({.key = keyOf(group),
                        .cells = {{.text = group.reason.isEmpty() ? group.code : group.reason,
                                   .mark = markOf(group.pile),
                                   .tone = Tone::Normal,
                                   .tip = group.code},
                                  {.text = countText(group.rows), .tone = Tone::Normal},
                                  {.text = first, .tone = Tone::Normal},
                                  {.text = says, .tone = Tone::Dim},
                                  {}}});
    }
    return rows;
}

QString reasonCountText(const BatchJob &job)
{
    const JobPiles &piles = job.progress.piles;
    QStringList counts;
    if (piles.failed > 0)
        counts << reasonWord("%1 failed").arg(countText(piles.failed));
    if (const std::int64_t open = piles.unknown - job.progress.inFlight; open > 0)
        counts << reasonWord("%1 unknown").arg(countText(open));
    return counts.isEmpty() ? QString() : reasonWord("%1, grouped by reason").arg(counts.join(reasonWord(" and ")));
}

ReasonsTable::ReasonsTable(QWidget *parent)
    : QWidget(parent)
    , m_empty(dialogNote({}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_table = new CellTable("reasonsTable", tr("Rows not done, by reason"), reasonColumns(), this);
    m_table->verticalHeader()->setDefaultSectionSize(reasonRowHeight);
    m_table->setMinimumHeight(3 * reasonRowHeight);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // it scrolls rather than push the page
    column->addWidget(m_table, 1);
    m_empty->setObjectName(QStringLiteral("reasonsEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    column->addWidget(m_empty, 1);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::activated, this, [this] {
        if (const ReasonGroup *group = picked())
            emit showWanted(*group);
    });
}

void ReasonsTable::show(const BatchJob &job, const QString &retryReason)
{
    m_groups = job.progress.reasons;
    m_retryable = retryReason.isEmpty();
    m_table->setVisible(!m_groups.empty());
    m_empty->setVisible(m_groups.empty());
    m_empty->setText(emptyWords(job));
    m_table->setRows(reasonRows(job));
    QStringList buttoned{retryReason};
    for (const ReasonGroup &group : m_groups)
        buttoned << keyOf(group);
    // A table that is filled anew has lost them.
    const bool lost = !m_groups.empty() && !m_table->indexWidget(m_table->model()->index(0, buttonsColumn));
    if (lost || buttoned != m_buttoned) {
        m_buttoned = buttoned;
        addButtons(retryReason);
    }
}

void ReasonsTable::addButtons(const QString &retryReason)
{
    for (int row = 0; row < int(m_groups.size()); ++row) {
        auto *ground = new QWidget;
        auto *line = new QHBoxLayout(ground);
        line->setContentsMargins(4, 0, 8, 1);
        line->setSpacing(6);
        const auto add = [&](const char *name, const QString &text, const QString &reason, auto signal) {
            auto *button = new QPushButton(text, ground);
            button->setObjectName(QStringLiteral("%1%2").arg(QLatin1StringView(name)).arg(row));
            button->setAccessibleName(QStringLiteral("%1: %2").arg(text, m_groups[size_t(row)].reason));
            button->setFocusPolicy(Qt::NoFocus); // the table's keys do the same
            button->setEnabled(reason.isEmpty());
            button->setToolTip(reason);
            line->addWidget(button);
            connect(button, &QPushButton::clicked, this, [this, row, signal] {
                if (size_t(row) < m_groups.size())
                    emit(this->*signal)(m_groups[size_t(row)]);
            });
        };
        line->addStretch(1);
        add("showReason", tr("Show"), {}, &ReasonsTable::showWanted);
        if (m_groups[size_t(row)].pile == Pile::Failed)
            add("retryReason", tr("Retry"), retryReason, &ReasonsTable::retryWanted);
        m_table->setIndexWidget(m_table->model()->index(row, buttonsColumn), ground);
    }
}

const ReasonGroup *ReasonsTable::picked() const
{
    const QString key = m_table->picked();
    const auto found = std::ranges::find(m_groups, key, &keyOf);
    return found == m_groups.end() ? nullptr : &*found;
}

void ReasonsTable::keyPressEvent(QKeyEvent *event)
{
    const ReasonGroup *group = picked();
    if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && m_retryable && group
        && group->pile == Pile::Failed)
        return emit retryWanted(*group);
    QWidget::keyPressEvent(event);
}

} // namespace hubwatch::ui
