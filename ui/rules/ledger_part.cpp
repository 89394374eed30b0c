#include "ui/rules/ledger_part.h"

#include "base/write_file.h"
#include "ui/charts/chart_feed.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/ledger_words.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int ledgerRestMs = 150;

} // namespace

LedgerPart::LedgerPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_count(new TextLine(this))
    , m_outcome(new MarkedSentence(this))
{
    setObjectName(QStringLiteral("ledgerPart"));
    setAccessibleName(tr("Ledger"));
    m_retry = partAction(this, "retryEntry", tr("Retry"), Qt::Key_R, tr("Send the refused notice again"));
    m_drop = partAction(this, "dropEntry", tr("Drop"), QKeySequence::Delete, tr("Give the refused notice up"));
    m_export = partAction(this, "exportLedger", tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E),
                          tr("What was found, as CSV"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(makeSearch());
    m_outcome->setObjectName(QStringLiteral("ledgerOutcome"));
    column->addWidget(m_outcome);
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 4, 1, 4);
    m_table = new CellTable("ledgerTable", tr("Deliveries"), ledgerColumns(), panel);
    inside->addWidget(m_table, 1);
    m_empty = dialogNote({}, panel);
    m_empty->setObjectName(QStringLiteral("ledgerEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    inside->addWidget(m_empty, 1);
    column->addWidget(panel, 1);
    m_details = makeDetails();
    column->addWidget(m_details);
    setFocusProxy(m_table);
    m_rest.setSingleShot(true);
    m_rest.setInterval(ledgerRestMs);
    connect(&m_rest, &QTimer::timeout, this, &LedgerPart::ask);
    connect(m_retry, &QAction::triggered, this, [this] { act(true); });
    connect(m_drop, &QAction::triggered, this, [this] { act(false); });
    connect(m_export, &QAction::triggered, this, &LedgerPart::chooseFile);
    connect(m_table, &CellTable::pickedChanged, this, &LedgerPart::showDetails);
    connect(&m_console, &Console::snapshotChanged, this, &LedgerPart::showSnapshot);
    connect(&m_console.alerts(), &AlertDesk::ledgerFound, this, &LedgerPart::takeAnswer);
    connect(&m_console.alerts(), &AlertDesk::done, this, &LedgerPart::takeOutcome);
    showSnapshot(m_console.snapshot());
    showRows();
}

QWidget *LedgerPart::makeSearch()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_text = new QLineEdit(bar);
    m_text->setObjectName(QStringLiteral("ledgerSearch"));
    m_text->setAccessibleName(tr("Search the ledger"));
    m_text->setPlaceholderText(tr("Search subject, key, answer, route (/)"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(320);
    row->addWidget(m_text);
    const auto combo = [&](const char *name, const QString &title) {
        auto *box = new QComboBox(bar);
        box->setObjectName(QString::fromLatin1(name));
        box->setAccessibleName(title);
        box->setMinimumWidth(130);
        connect(box, &QComboBox::activated, &m_rest, qOverload<>(&QTimer::start));
        row->addWidget(box);
        return box;
    };
    m_route = combo("ledgerRoute", tr("Route"));
    m_route->addItem(tr("all routes"), QString());
    m_result = combo("ledgerResult", tr("Result"));
    m_result->addItem(tr("all results"), -1);
    using Result = LedgerEntry::Result;
    for (const Result result : {Result::Delivered, Result::Later, Result::Refused, Result::Unknown, Result::Withheld,
                                Result::Dropped, Result::Trying})
        m_result->addItem(resultWord(result).word, int(result));
    m_count->setObjectName(QStringLiteral("ledgerCount"));
    m_count->setRightAligned(true);
    row->addWidget(m_count, 1);
    row->addWidget(partButton(m_export, bar));
    connect(m_text, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    auto *find = partAction(this, "findInLedger", QString(), QKeySequence(Qt::Key_Slash), QString());
    connect(find, &QAction::triggered, m_text, qOverload<>(&QWidget::setFocus));
    return bar;
}

QWidget *LedgerPart::makeDetails()
{
    auto *panel = new Panel(this);
    panel->setObjectName(QStringLiteral("ledgerDetails"));
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(12);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    m_detailsTitle = new TextLine(panel);
    m_detailsTitle->setObjectName(QStringLiteral("ledgerTitle"));
    m_words = new QLabel(panel);
    m_words->setObjectName(QStringLiteral("ledgerWords"));
    m_facts = dialogNote({}, panel);
    m_facts->setObjectName(QStringLiteral("ledgerFacts"));
    for (QLabel *label : {m_words, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    column->addWidget(m_detailsTitle);
    column->addWidget(m_words);
    column->addWidget(m_facts);
    row->addLayout(column, 1);
    row->addWidget(partButton(m_retry, panel), 0, Qt::AlignTop);
    row->addWidget(partButton(m_drop, panel), 0, Qt::AlignTop);
    return panel;
}

void LedgerPart::search(const QString &text)
{
    m_route->setCurrentIndex(0);
    m_result->setCurrentIndex(0);
    m_text->setText(text);
    ask();
}

void LedgerPart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void LedgerPart::showSnapshot(const SnapshotPtr &snapshot)
{
    QStringList names;
    std::vector<LedgerEntry> lasts;
    for (const RouteState &state : snapshot->alerting.routes) {
        names << state.route.name;
        lasts.push_back(state.last.value_or(LedgerEntry()));
    }
    QStringList before;
    for (int i = 1; i < m_route->count(); ++i)
        before << m_route->itemText(i);
    if (names != before) {
        const QString chosen = m_route->currentData().toString();
        while (m_route->count() > 1)
            m_route->removeItem(1);
        for (const QString &name : std::as_const(names))
            m_route->addItem(name, name);
        m_route->setCurrentIndex(std::max(0, m_route->findData(chosen)));
    }
    if (isVisible() && m_answer.id != 0)
        showRows(); // times go on
    if (lasts != std::exchange(m_lasts, lasts) && isVisible() && m_question == 0)
        m_rest.start();
}

void LedgerPart::ask()
{
    m_rest.stop();
    LedgerQuery query{
        .id = nextQueryId(), .text = m_text->text().trimmed(), .route = m_route->currentData().toString()};
    if (const int result = m_result->currentData().toInt(); result >= 0)
        query.result = LedgerEntry::Result(result);
    m_question = query.id;
    m_console.alerts().searchLedger(query);
}

void LedgerPart::takeAnswer(const LedgerAnswer &answer)
{
    if (answer.id != m_question || m_question == 0)
        return;
    m_question = 0;
    if (!answer.problem.isEmpty()) // what was found before stands
        return m_outcome->setSentence(Mark::Bad, answer.problem);
    m_answer = answer;
    showRows();
}

void LedgerPart::showRows()
{
    const TimePoint now = m_console.snapshot()->at;
    std::vector<CellRow> rows;
    for (const LedgerEntry &entry : m_answer.entries)
        rows.push_back(ledgerRow(entry, now));
    const bool none = rows.empty();
    m_table->setVisible(!none);
    m_empty->setVisible(none);
    const bool narrowed = !m_text->text().isEmpty() || m_route->currentIndex() > 0 || m_result->currentIndex() > 0;
    const bool unread = m_answer.id == 0; // nothing is claimed before the first answer
    m_empty->setText(unread ? QString()
                         : narrowed
                         ? tr("Nothing of this kind in the last 90 days. Shorten the search, or take all routes.")
                         : tr("Nobody was told anything yet. Every attempt stands here for 90 days, and what was "
                              "withheld, with the reason."));
    const auto shown = std::int64_t(m_answer.entries.size());
    m_count->setRuns({{unread                     ? QString()
                           : m_answer.all > shown ? tr("newest %1 of %2").arg(countText(shown), countText(m_answer.all))
                                                  : tr("%1 entries").arg(countText(shown)),
                       Tone::Dim}});
    m_table->setRows(std::move(rows));
    setPossible(m_export, none ? tr("Nothing was found.") : QString());
    showDetails();
}

const LedgerEntry *LedgerPart::picked() const
{
    const qint64 id = m_table->picked().toLongLong();
    const auto found = std::ranges::find(m_answer.entries, id, &LedgerEntry::id);
    return found == m_answer.entries.end() ? nullptr : &*found;
}

void LedgerPart::showDetails()
{
    const LedgerEntry *entry = picked();
    m_details->setVisible(entry != nullptr);
    const bool refused = entry && entry->result == LedgerEntry::Result::Refused && entry->notice > 0;
    setPossible(m_retry, refused ? QString() : tr("Only what was refused can be sent again; the rest is by itself."));
    setPossible(m_drop, refused ? QString() : tr("Only what was refused can be given up."));
    if (!entry)
        return;
    const MarkedWord result = resultWord(entry->result);
    m_detailsTitle->setMark(result.mark);
    m_detailsTitle->setRuns({{entry->subject, Tone::Normal, true},
                             {tr("%1 on %2 (%3)").arg(eventWord(entry->event), entry->route, entry->kind), Tone::Dim},
                             {result.word, result.mark == Mark::Good ? Tone::Dim : toneOf(result.mark)}});
    m_words->setText(entry->words.isEmpty() ? tr("No answer yet.") : entry->words);
    QStringList facts{instantText(entry->at), tr("key %1").arg(entry->key)};
    if (!entry->bodyHash.isEmpty())
        facts << tr("body %1").arg(entry->bodyHash);
    facts << tr("duplicates: %1").arg(duplicatesOf(*entry, m_answer.entries));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void LedgerPart::act(bool retry)
{
    const LedgerEntry *entry = picked();
    if (!entry)
        return;
    m_notice = entry->notice;
    retry ? m_console.alerts().retryNotice(m_notice) : m_console.alerts().dropNotice(m_notice);
}

void LedgerPart::takeOutcome(const AlertOutcome &outcome)
{
    const bool ours = m_notice != 0
        && (outcome.command == AlertOutcome::Command::Retry || outcome.command == AlertOutcome::Command::Drop);
    if (!ours)
        return;
    m_notice = 0;
    m_outcome->setSentence(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
    ask();
}

void LedgerPart::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the ledger"), QStringLiteral("hubwatch-ledger.csv"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &LedgerPart::exportTo);
    dialog->open();
}

bool LedgerPart::exportTo(const QString &path)
{
    const Result<void> written = writeFile(path, ledgerCsv(m_answer.entries));
    m_outcome->setSentence(
        written ? Mark::Good : Mark::Bad,
        written ? tr("%1 entries are in %2.").arg(countText(std::int64_t(m_answer.entries.size())), path)
                : tr("%1 could not be written: %2. Choose another place.").arg(path, written.error().detail));
    return written.has_value();
}

} // namespace hubwatch::ui
