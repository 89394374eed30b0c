#include "ui/batch/rows_view.h"

#include "ui/batch/job_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr qsizetype widestCell = 34;
constexpr qsizetype widestReason = 60;

QString rowsWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

QString reasonOf(const RowOutcome &outcome)
{
    if (!outcome.words.isEmpty())
        return outcome.words;
    if (!outcome.code.isEmpty())
        return outcome.code;
    return outcome.isNew ? rowsWord("a new record") : QString();
}

/// The longest of them, as far as a column may be wide.
QString widestOf(const RowsAnswer &answer, qsizetype most, auto text)
{
    QString widest(4, u'0');
    for (const RowsAnswer::Row &row : answer.rows) {
        const QString cell = text(row);
        if (cell.size() > widest.size())
            widest = cell.left(most);
    }
    return widest;
}

} // namespace

std::vector<CellColumn> rowsColumns(const RowsAnswer &answer)
{
    std::vector<CellColumn> columns{
        {rowsWord("row"), QStringLiteral("1,000,000"), true},
        {rowsWord("outcome"), QStringLiteral("skipped  ●●")},
        {rowsWord("HubSpot id"),
         widestOf(answer, widestCell, [](const RowsAnswer::Row &row) { return row.outcome.recordId; })},
        {rowsWord("why"),
         widestOf(answer, widestReason, [](const RowsAnswer::Row &row) { return reasonOf(row.outcome); })}};
    for (qsizetype at = 0; at < answer.header.size(); ++at)
        columns.push_back({answer.header[at], widestOf(answer, widestCell, [at](const RowsAnswer::Row &row) {
                               return row.cells.value(at);
                           })});
    return columns;
}

std::vector<CellRow> rowsCells(const RowsAnswer &answer)
{
    std::vector<CellRow> rows;
    for (const RowsAnswer::Row &row : answer.rows) {
        const RowOutcome &outcome = row.outcome;
        const Mark mark = markOf(outcome.pile);
        CellRow shown{.key = QString::number(outcome.row)};
        shown.cells = {{.text = countText(outcome.row), .tone = Tone::Normal},
                       {.text = pileWord(outcome.pile), .mark = mark, .tone = Tone::Normal},
                       {.text = outcome.recordId},
                       {.text = reasonOf(outcome),
                        .tone = mark == Mark::Bad ? Tone::Normal : Tone::Dim,
                        .tip = outcome.code.isEmpty() ? reasonOf(outcome) : reasonOf(outcome) + u'\n' + outcome.code}};
        for (qsizetype at = 0; at < answer.header.size(); ++at)
            shown.cells.push_back({.text = row.cells.value(at), .tone = Tone::Normal});
        rows.push_back(std::move(shown));
    }
    return rows;
}

RowsView::RowsView(BatchDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_problem(new MarkedSentence(this))
    , m_empty(dialogNote({}, this))
{
    setObjectName(QStringLiteral("rowsView"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeHead());
    auto *words = new QVBoxLayout;
    words->setContentsMargins(14, 0, 14, 0);
    m_problem->setObjectName(QStringLiteral("rowsProblem"));
    words->addWidget(m_problem);
    column->addLayout(words);
    m_room = new QVBoxLayout;
    m_empty->setObjectName(QStringLiteral("rowsEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_room->addWidget(m_empty);
    column->addLayout(m_room, 1);
    column->addWidget(makeFoot());
    m_slow.setSingleShot(true);
    m_slow.setInterval(300); // shorter waits are not spoken of
    connect(&m_slow, &QTimer::timeout, this, [this] {
        if (!m_table)
            m_empty->setText(tr("Reading the rows…"));
    });
    connect(&m_desk, &BatchDesk::rowsFound, this, &RowsView::takeAnswer);
}

QWidget *RowsView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    auto *back = dialogButton("rowsClose", tr("← Back"), head);
    back->setToolTip(tr("Back to the reasons (Esc)"));
    connect(back, &QPushButton::clicked, this, &RowsView::closed);
    row->addWidget(back);
    m_title = new TextLine(head);
    m_title->setObjectName(QStringLiteral("rowsTitle"));
    row->addWidget(m_title, 1);
    m_retry = dialogButton("rowsRetry", tr("Retry"), head);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        const std::vector<std::int64_t> rows = chosen();
        emit retryWanted(rows.size() > 1 ? rows : std::vector<std::int64_t>());
    });
    row->addWidget(m_retry);
    return head;
}

QWidget *RowsView::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    m_page = new TextLine(foot);
    m_page->setObjectName(QStringLiteral("rowsPage"));
    row->addWidget(m_page, 1);
    m_back = dialogButton("rowsBefore", tr("Before"), foot);
    m_on = dialogButton("rowsAfter", tr("Next"), foot);
    connect(m_back, &QPushButton::clicked, this, [this] { turn(false); });
    connect(m_on, &QPushButton::clicked, this, [this] { turn(true); });
    row->addWidget(m_back);
    row->addWidget(m_on);
    return foot;
}

void RowsView::show(const RowsWanted &wanted)
{
    m_wanted = wanted;
    m_before.clear();
    m_answer = {};
    delete m_table;
    m_table = nullptr;
    m_empty->setText({});
    m_empty->show();
    m_title->setRuns({{wanted.title, Tone::Normal, true}, {tr("%1 rows").arg(countText(wanted.rows)), Tone::Dim}});
    ask(0);
    tellPage();
}

void RowsView::setRetry(const QString &reasonAgainst)
{
    m_retryReason = reasonAgainst;
    tellPage();
}

void RowsView::ask(std::int64_t after)
{
    m_query = {.piles = m_wanted.piles, .code = m_wanted.code, .after = after, .most = pageRows};
    m_waiting = true;
    m_slow.start();
    m_desk.askRows(m_wanted.job, m_query);
}

void RowsView::takeAnswer(const RowsAnswer &answer)
{
    if (!m_waiting || answer.job != m_wanted.job || answer.query != m_query)
        return;
    m_waiting = false;
    m_slow.stop();
    m_problem->setSentence(Mark::Bad, answer.problem);
    if (!answer.problem.isEmpty()) {
        m_empty->setText({});
        return tellPage(); // the page before stands
    }
    m_answer = answer;
    const bool focused = m_table && m_table->hasFocus();
    delete m_table;
    m_table = nullptr;
    m_empty->setVisible(answer.rows.empty());
    m_empty->setText(answer.rows.empty() ? tr("There is no such row any more.") : QString());
    if (!answer.rows.empty()) {
        m_table = new CellTable("rowsTable", m_wanted.title, rowsColumns(answer), this);
        m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
        m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
        m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        m_table->setRows(rowsCells(answer));
        m_room->addWidget(m_table, 1);
        connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RowsView::tellPage);
        setFocusProxy(m_table);
        if (focused || hasFocus())
            m_table->setFocus(Qt::OtherFocusReason);
    }
    tellPage();
}

std::vector<std::int64_t> RowsView::chosen() const
{
    std::vector<std::int64_t> rows;
    if (!m_table)
        return rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.push_back(index.data(CellModel::KeyRole).toLongLong());
    std::ranges::sort(rows);
    return rows;
}

void RowsView::turn(bool forward)
{
    if (m_answer.rows.empty() || m_waiting)
        return;
    if (forward) {
        m_before.push_back(m_query.after);
        return ask(m_answer.rows.back().outcome.row);
    }
    const std::int64_t after = m_before.back();
    m_before.pop_back();
    ask(after);
}

void RowsView::tellPage()
{
    const auto shown = std::int64_t(m_answer.rows.size());
    const auto first = std::int64_t(m_before.size()) * pageRows;
    m_page->setRuns({{shown == 0                  ? QString()
                          : m_wanted.rows > shown ? tr("%1 to %2 of %3")
                                                        .arg(countText(first + 1), countText(first + shown),
                                                             countText(std::max(m_wanted.rows, first + shown)))
                                                  : tr("%1 rows").arg(countText(shown)),
                      Tone::Dim}});
    m_back->setEnabled(!m_before.empty() && !m_waiting);
    m_on->setEnabled(shown == pageRows && !m_waiting);
    m_back->setVisible(m_back->isEnabled() || m_on->isEnabled());
    m_on->setVisible(m_back->isVisibleTo(this));
    const bool retryable = m_wanted.piles == std::vector{Pile::Failed}; // unknown ones may be done: no double of them
    const auto some = std::int64_t(chosen().size());
    m_retry->setVisible(retryable);
    m_retry->setText(some > 1 ? tr("Retry these %1").arg(countText(some))
                              : tr("Retry all %1").arg(countText(m_wanted.rows)));
    m_retry->setEnabled(m_retryReason.isEmpty() && shown > 0);
    m_retry->setToolTip(m_retryReason.isEmpty() ? tr("Choose some rows to send only those again") : m_retryReason);
}

} // namespace hubwatch::ui
