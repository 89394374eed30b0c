#include "ui/readiness/item_pane.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/readiness/fitting_area.h"
#include "ui/readiness/item_parts.h"
#include "ui/readiness/readiness_rows.h"
#include "ui/rules/cell_table.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int mostFactRows = 12;
constexpr int mostFindingRows = 8;
constexpr int mostHistoryRows = 8;
constexpr int cellPadding = 18;
constexpr int cellMark = 17;
constexpr int leastNamePercent = 45;
constexpr int mostNamePercent = 68;
constexpr qsizetype longestParagraph = 2000;

QString paragraphText(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.size() > longestParagraph ? trimmed.left(longestParagraph) + u'…' : trimmed;
}

/// As wide as what stands in it.
int wantedWidth(const CellTable &table, int column)
{
    if (table.isColumnHidden(column))
        return 0;
    const QAbstractItemModel &model = *table.model();
    int wide
        = table.fontMetrics().horizontalAdvance(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex cell = model.index(row, column);
        const int mark = cell.data(CellModel::MarkRole).isValid() ? cellMark : 0;
        wide = std::max(wide, table.fontMetrics().horizontalAdvance(cell.data().toString()) + mark);
    }
    return wide + cellPadding;
}

/// The share of the room in which each name has two lines enough, within bounds.
int leastNameWidth(const CellTable &table, int room)
{
    const auto fits = [&table](int width) {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const QString name = table.model()->index(row, 0).data().toString();
            if (wrappedLines(name, table.font(), width - cellPadding, 2).constLast().endsWith(u'…'))
                return false;
        }
        return true;
    };
    const int most = room * mostNamePercent / 100;
    int width = room * leastNamePercent / 100;
    while (width < most && !fits(width))
        width += 4;
    return std::min(width, most);
}

/// What was looked at is read first: it has 45 % at least, and what two lines of it need. Then what was got; what was
/// expected gives way to both.
void fitFacts(CellTable &table, int room)
{
    const int name = wantedWidth(table, 0);
    int expected = wantedWidth(table, 1);
    int got = wantedWidth(table, 2);
    if (name + expected + got > room) {
        const int left = room - std::min(name, leastNameWidth(table, room));
        got = std::min(got, expected > 0 ? left - std::min(expected, left * 45 / 100) : left);
        expected = std::min(expected, left - got);
    }
    table.setColumnWidth(0, std::max(40, room - expected - got));
    table.setColumnWidth(1, expected);
    table.setColumnWidth(2, got);
    table.wrapRows();
    table.fitRows(mostFactRows);
}

int barWidth(const CellTable &table, int mostRows)
{
    return table.model()->rowCount() > mostRows ? table.verticalScrollBar()->sizeHint().width() : 0;
}

/// Nothing changes while nothing changed: what a person has marked in it stays marked.
void say(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

ItemPane::ItemPane(const ItemActions &actions, QWidget *parent)
    : Panel(parent)
    , m_area(new FittingArea(this))
    , m_inside(new QWidget)
    , m_buttons(new QWidget(this))
    , m_empty(dialogNote(tr("Choose an item to see what was measured and what to do."), this))
{
    setObjectName(QStringLiteral("itemPane"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 12, 1, 12);
    column->setSpacing(12);
    m_empty->setContentsMargins(13, 0, 13, 0);
    column->addWidget(m_empty);
    m_area->setObjectName(QStringLiteral("itemArea"));
    m_area->setAccessibleName(tr("The item"));
    makeInside();
    m_area->setWidget(m_inside);
    m_inside->installEventFilter(this);
    column->addWidget(m_area);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(13, 0, 13, 0);
    row->setSpacing(8);
    for (QAction *action : {actions.runOne, actions.waive, actions.prove, actions.history}) {
        QPushButton *button = partButton(action, m_buttons);
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addWidget(m_buttons);
    column->addStretch(1);
    clear();
}

QLabel *ItemPane::paragraph(const char *name, QVBoxLayout &column, bool dim)
{
    QLabel *label = dialogNote({}, m_inside);
    label->setObjectName(QString::fromLatin1(name));
    if (!dim)
        label->setProperty("tone", QVariant());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    column.addWidget(label);
    return label;
}

/// A heading with a note at its right; what follows is added to the layout that it answers for.
QWidget *ItemPane::section(const char *name, const QString &title, QVBoxLayout &column, QLabel **note)
{
    auto *part = new QWidget(m_inside);
    part->setObjectName(QString::fromLatin1(name));
    auto *inside = new QVBoxLayout(part);
    inside->setContentsMargins(0, 6, 0, 0);
    inside->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(dialogHeading(title, part), 1);
    if (note) {
        *note = dialogNote({}, part);
        (*note)->setWordWrap(false);
        head->addWidget(*note);
    }
    inside->addLayout(head);
    column.addWidget(part);
    return part;
}

void ItemPane::makeInside()
{
    auto *column = new QVBoxLayout(m_inside);
    column->setContentsMargins(13, 0, 13, 0);
    column->setSpacing(8);
    m_title = dialogHeading({}, m_inside);
    m_title->setObjectName(QStringLiteral("itemTitle"));
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_state = new TextLine(m_inside);
    m_state->setObjectName(QStringLiteral("itemState"));
    column->addWidget(m_state);
    const auto sentence = [&](const char *name) {
        auto *made = new MarkedSentence(m_inside);
        made->setObjectName(QString::fromLatin1(name));
        column->addWidget(made);
        return made;
    };
    m_progress = sentence("itemProgress");
    m_waiver = sentence("itemWaiver");
    m_words = paragraph("itemWords", *column, false);
    m_facts = new CellTable("evidenceTable", tr("Evidence"), factColumns(), m_inside);
    column->addWidget(m_facts);
    m_findings = new CellTable("findingsTable", tr("Findings"), findingColumns(), m_inside);
    column->addWidget(m_findings);
    auto *copy = partAction(m_findings, "copyFinding", tr("Copy the place"), QKeySequence::Copy, QString());
    connect(copy, &QAction::triggered, this, [this] {
        const QString picked = m_findings->picked();
        if (!picked.isEmpty()) // its key: the place, and a number behind it
            QGuiApplication::clipboard()->setText(picked.left(picked.lastIndexOf(u'#')));
    });
    m_findings->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_leftOut = paragraph("findingsLeftOut", *column);
    m_notes = paragraph("itemNotes", *column);
    m_source = paragraph("itemSource", *column);
    m_proofs = sentence("itemProofs");
    m_historyPart = section("historyPart", tr("History"), *column);
    m_history = new CellTable("historyTable", tr("History"), historyColumns(), m_historyPart);
    m_history->horizontalHeader()->hide();
    for (CellTable *told : {m_facts, m_history}) // fitTables() says how wide each column is
        told->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    for (CellTable *told : {m_facts, m_history}) // nothing is done with a row of them
        told->setSelectionMode(QAbstractItemView::NoSelection);
    m_historyPart->layout()->addWidget(m_history);
    m_noHistory = dialogNote(tr("No run is kept of it yet."), m_historyPart);
    m_historyPart->layout()->addWidget(m_noHistory);
    m_remedyPart = section("remedyPart", tr("Remedy"), *column, &m_effort);
    m_effort->setObjectName(QStringLiteral("itemEffort"));
    m_remedy = paragraph("itemRemedy", *static_cast<QVBoxLayout *>(m_remedyPart->layout()));
    m_whyPart = section("whyPart", tr("Why it matters"), *column);
    m_why = paragraph("itemWhy", *static_cast<QVBoxLayout *>(m_whyPart->layout()));
    m_howPart = section("howPart", tr("How it is checked"), *column);
    m_how = paragraph("itemHow", *static_cast<QVBoxLayout *>(m_howPart->layout()));
    column->addStretch(1);
}

void ItemPane::clear()
{
    m_item.clear();
    m_empty->show();
    m_area->hide();
    m_buttons->hide();
    setAccessibleName(tr("No item is chosen"));
}

void ItemPane::show(const ServiceReadiness &service, const QString &item, TimePoint now)
{
    const ItemStanding *standing = standingOf(service.readiness, item);
    if (!standing)
        return clear();
    const bool other = item != m_item;
    m_item = item;
    m_empty->hide();
    m_area->show();
    m_buttons->show();
    setAccessibleName(oneLine(standing->item.title));
    say(m_title, oneLine(standing->item.title));
    showState(service, *standing);
    showEvidence(*standing, now);
    showHistory(service, now);
    fitTables();
    const Outcome outcome = standing->verdict.outcome;
    const bool mends = outcome != Outcome::Pass && outcome != Outcome::NotApplicable;
    say(m_remedy, paragraphText(standing->item.remedy));
    say(m_effort, oneLine(standing->item.effort, 60));
    m_remedyPart->setVisible(mends && !standing->item.remedy.isEmpty());
    say(m_why, paragraphText(standing->item.why));
    m_whyPart->setVisible(!standing->item.why.isEmpty());
    QStringList how{paragraphText(standing->item.how)};
    if (const auto meaning = standing->item.meanings.find(outcome); meaning != standing->item.meanings.end())
        how << tr("%1 means: %2").arg(outcomeWord(outcome), paragraphText(meaning->second));
    how.removeAll(QString());
    say(m_how, how.join(u'\n'));
    m_howPart->setVisible(!how.isEmpty());
    m_area->updateGeometry();
    if (other)
        m_area->verticalScrollBar()->setValue(0);
}

void ItemPane::showState(const ServiceReadiness &service, const ItemStanding &standing)
{
    const MarkedWord word = standingWord(standing);
    const Tone tone = standingTone(standing);
    m_state->setMark(word.mark);
    std::vector<TextRun> runs{{word.word, tone, true}};
    if (const QString change = changeText(standing, service.readiness); !change.isEmpty())
        runs.push_back({QStringLiteral("· ") + change,
                        standing.change->kind == ItemChange::Kind::Regressed ? Tone::Bad : Tone::Dim});
    if (holdsBack(standing))
        runs.push_back({tr("· holds a release back"), Tone::Bad});
    else if (!standing.asked)
        runs.push_back({tr("· asked of level %1 on").arg(levelName(standing.item.from)), Tone::Dim});
    m_state->setGap(5);
    m_state->setRuns(std::move(runs));
    const ItemProgress *progress = progressOf(service, standing.item.id);
    QString doing;
    if (progress) {
        doing = progress->waiting ? tr("waits for its turn") : benchText(progress->words);
        if (doing.isEmpty())
            doing = tr("being looked at");
        if (const auto percent = percentOf(*progress))
            doing = tr("%1, %2 %").arg(doing).arg(*percent);
    }
    m_progress->setSentence(progress && progress->waiting ? Mark::NotYet : Mark::Pending, doing);
    QString waiver = waiverText(standing);
    if (standing.waiver)
        waiver += u'\n'
            + tr("%1 mends it, %2 allowed it.")
                  .arg(oneLine(standing.waiver->owner, 80), oneLine(standing.waiver->approver, 80));
    m_waiver->setSentence(standing.waived == WaiverStanding::Expired ? Mark::Bad : Mark::None, waiver);
    say(m_words, oneLine(standing.verdict.words, longestParagraph));
    const auto proofs
        = std::ranges::count_if(service.proofs, [&](const Proof &proof) { return proof.item == standing.item.id; });
    m_proofs->setSentence(Mark::None,
                          proofs == 0       ? QString()
                              : proofs == 1 ? tr("1 piece of evidence is supplied by people.")
                                            : tr("%1 pieces of evidence are supplied by people.").arg(proofs));
}

void ItemPane::showEvidence(const ItemStanding &standing, TimePoint now)
{
    const Evidence &evidence = standing.verdict.evidence;
    const std::vector<Fact> &facts = evidence.facts;
    m_facts->setVisible(!facts.empty());
    m_facts->setRows(factRows(facts));
    m_facts->setColumnHidden(1, std::ranges::all_of(facts, [](const Fact &fact) { return fact.expected.isEmpty(); }));
    m_findings->setVisible(!evidence.findings.empty());
    m_findings->setRows(findingRows(evidence.findings));
    m_findings->fitRows(mostFindingRows);
    say(m_leftOut, leftOutText(evidence));
    QStringList notes;
    for (const QString &note : evidence.notes.mid(0, 20))
        notes << QStringLiteral("– ") + oneLine(note);
    say(m_notes, notes.join(u'\n'));
    say(m_source, evidenceText(standing, now).isEmpty() ? QString() : evidenceDetails(standing, now));
}

void ItemPane::showHistory(const ServiceReadiness &service, TimePoint now)
{
    const auto found = service.history.find(m_item);
    const std::vector<PastVerdict> history
        = found == service.history.end() ? std::vector<PastVerdict>() : found->second;
    m_historyPart->setVisible(m_historyShown);
    m_history->setVisible(!history.empty());
    m_noHistory->setVisible(history.empty());
    m_history->setRows(historyRows(history, now));
}

/// The tables as the pane's width has room for them.
void ItemPane::fitTables()
{
    const QMargins sides = m_inside->layout()->contentsMargins();
    const int room = m_inside->width() - sides.left() - sides.right();
    fitFacts(*m_facts, room - barWidth(*m_facts, mostFactRows));
    const int fixed = m_history->columnWidth(0) + m_history->columnWidth(1);
    m_history->setColumnWidth(2, std::max(40, room - barWidth(*m_history, mostHistoryRows) - fixed));
    m_history->wrapRows();
    m_history->fitRows(mostHistoryRows);
}

bool ItemPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_inside && event->type() == QEvent::Resize
        && static_cast<QResizeEvent *>(event)->oldSize().width() != m_inside->width())
        fitTables();
    return Panel::eventFilter(watched, event);
}

void ItemPane::setHistoryShown(bool shown)
{
    m_historyShown = shown;
    m_historyPart->setVisible(shown && !m_item.isEmpty());
    if (shown)
        m_area->ensureWidgetVisible(m_historyPart, 0, 0);
}

void ItemPane::enter()
{
    for (QPushButton *button : m_buttons->findChildren<QPushButton *>())
        if (button->isVisibleTo(m_buttons) && button->isEnabled())
            return button->setFocus(Qt::TabFocusReason);
}

} // namespace hubwatch::ui
