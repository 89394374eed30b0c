#include "ui/now/alert_column.h"

#include "ui/format.h"
#include "ui/now/alert_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr size_t filterFrom = 8; ///< groups; fewer are seen at a glance

} // namespace

AlertColumn::AlertColumn(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("alertColumn"));
    auto *ground = new QVBoxLayout(this);
    ground->setContentsMargins(0, 0, 0, 0);
    ground->setSpacing(10);
    m_filterRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_filterRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_filterField = new QLineEdit(m_filterRow);
    m_filterField->setObjectName(QStringLiteral("alertFilter"));
    m_filterField->setAccessibleName(tr("Filter alerts"));
    m_filterField->setPlaceholderText(tr("Filter: words, or service=~\"contacts.*\" severity=page"));
    m_filterField->setClearButtonEnabled(true);
    m_filterCount = new QLabel(m_filterRow);
    m_filterCount->setObjectName(QStringLiteral("alertFilterCount"));
    m_filterCount->setProperty("tone", QStringLiteral("dim"));
    row->addWidget(m_filterField, 1);
    row->addWidget(m_filterCount);
    m_filterRow->hide();
    ground->addWidget(m_filterRow);
    m_filterProblem = new QLabel(this);
    m_filterProblem->setObjectName(QStringLiteral("alertFilterProblem"));
    m_filterProblem->setProperty("tone", QStringLiteral("warn"));
    m_filterProblem->setWordWrap(true);
    m_filterProblem->hide();
    ground->addWidget(m_filterProblem);
    ground->addLayout(m_column = new QVBoxLayout);
    m_column->setSpacing(10);
    m_rest = new QPushButton(this);
    m_rest->setObjectName(QStringLiteral("moreGroups"));
    m_rest->setProperty("quiet", true);
    m_rest->hide();
    ground->addWidget(m_rest, 0, Qt::AlignLeft);
    connect(m_filterField, &QLineEdit::textChanged, this, &AlertColumn::takeFilter);
    connect(m_rest, &QPushButton::clicked, this, &AlertColumn::startFilter);
}

void AlertColumn::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    rebuild();
}

void AlertColumn::startFilter()
{
    show();
    m_filterRow->show();
    m_filterField->setFocus(Qt::ShortcutFocusReason);
    m_filterField->selectAll();
}

void AlertColumn::takeFilter(const QString &text)
{
    Result<AlertFilter> filter = AlertFilter::read(text);
    m_filterProblem->setVisible(!filter);
    if (!filter) {
        // What stands there stays until the line can be read.
        m_filterProblem->setText(tr("The filter cannot be read: %1").arg(filter.error().detail));
        return;
    }
    m_filter = std::move(*filter);
    rebuild();
}

void AlertColumn::rebuild()
{
    if (!m_snapshot || m_snapshot->loading)
        return;
    AlertBoard board = boardOf(*m_snapshot, m_filter);
    std::vector<CardText> texts = troubleCards(*m_snapshot);
    hideBelow(texts, board, m_snapshot->at);
    const size_t room = mostCards > texts.size() ? mostCards - texts.size() : 0;
    const size_t groups = board.groups.size() + board.hidden.size();
    std::ranges::move(alertCards(*m_snapshot, board, room), std::back_inserter(texts));
    if (auto muted = mutedCard(board, m_snapshot->at))
        texts.push_back(std::move(*muted));
    m_quiet = m_filter.isEmpty() && texts.empty();
    const bool many = groups >= filterFrom || !m_filterField->text().isEmpty();
    m_filterRow->setVisible(many || m_filterField->hasFocus());
    m_filterCount->setText(
        tr("%1 alerts in %2 groups").arg(countText(qint64(board.alerts())), countText(qint64(groups))));
    const size_t shown = std::min(groups, room);
    showRest(groups - shown, shown);
    showCards(texts);
    // An empty column would still hold the gap below it.
    setVisible(!texts.empty() || !m_filterRow->isHidden() || !m_rest->isHidden());
}

void AlertColumn::showRest(size_t more, size_t shown)
{
    const bool nothing = shown == 0 && !m_filter.isEmpty();
    m_rest->setVisible(more > 0 || nothing);
    if (more > 0)
        m_rest->setText(more == 1 ? tr("1 more group: filter")
                                  : tr("%1 more groups: filter").arg(countText(qint64(more))));
    else if (nothing)
        m_rest->setText(tr("No alert is as the filter says."));
}

AlertCard *AlertColumn::spareCard()
{
    if (!m_spare.empty()) {
        AlertCard *card = m_spare.back();
        m_spare.pop_back();
        return card;
    }
    auto *card = new AlertCard(this);
    connect(card, &AlertCard::opened, this, [this, card] {
        if (card->text().incident > 0)
            emit incidentOpened(card->text().incident);
        else
            emit opened(card->text().service, card->text().signal);
    });
    connect(card, &AlertCard::acknowledgeWanted, this, [this, card] { emit acknowledgeWanted(card->text().toTakeOn); });
    connect(card, &AlertCard::muteWanted, this, [this, card] { emit muteWanted(card->text().alerts); });
    return card;
}

void AlertColumn::showCards(const std::vector<CardText> &texts)
{
    setUpdatesEnabled(false); // one paint, when all stand
    std::vector<AlertCard *> before = std::move(m_cards);
    QHash<QString, AlertCard *> known;
    for (AlertCard *card : before)
        known.insert(card->text().key, card);
    m_cards.assign(texts.size(), nullptr);
    for (size_t i = 0; i < texts.size(); ++i)
        m_cards[i] = known.take(texts[i].key);
    // What is over is taken up where it stands: to move, hide and show a card costs more than to fill it.
    std::vector<AlertCard *> over;
    std::ranges::copy_if(before, std::back_inserter(over),
                         [&](AlertCard *card) { return known.contains(card->text().key); });
    size_t next = 0;
    for (AlertCard *&card : m_cards) {
        if (!card)
            card = next < over.size() ? over[next++] : spareCard();
    }
    for (; next < over.size(); ++next) {
        over[next]->setObjectName(QString()); // nobody finds the alert that is over
        over[next]->hide();
        m_spare.push_back(over[next]);
    }
    const auto leads = std::ranges::find_if(texts, [](const CardText &text) { return !text.toTakeOn.empty(); });
    for (size_t i = 0; i < texts.size(); ++i) {
        m_cards[i]->setObjectName(texts[i].key);
        m_cards[i]->setText(texts[i]);
        m_cards[i]->setLeading(leads != texts.end() && &*leads == &texts[i]);
        if (m_column->indexOf(m_cards[i]) != int(i))
            m_column->insertWidget(int(i), m_cards[i]);
        m_cards[i]->show();
    }
    showKeys(m_keysHere);
    setUpdatesEnabled(true);
    if (m_cards != before)
        emit reordered();
}

std::vector<AlertCard *> AlertColumn::cards() const
{
    return m_cards;
}

/// What is to be taken on first; else the first that stands there.
AlertCard *AlertColumn::leadingCard() const
{
    const auto leads
        = std::ranges::find_if(m_cards, [](const AlertCard *card) { return !card->text().toTakeOn.empty(); });
    return leads != m_cards.end() ? *leads : m_cards.empty() ? nullptr : m_cards.front();
}

AlertCard *AlertColumn::focusedCard() const
{
    const QWidget *focus = window()->focusWidget();
    const auto at = std::ranges::find_if(
        m_cards, [focus](const AlertCard *card) { return card == focus || card->isAncestorOf(focus); });
    return at == m_cards.end() ? nullptr : *at;
}

bool AlertColumn::takeKey(QKeyEvent &event)
{
    AlertCard *leading = leadingCard();
    if (!leading)
        return false;
    if (event.key() != Qt::Key_Down)
        return leading->takeKey(event);
    m_cards.front()->setFocus(Qt::TabFocusReason);
    return true;
}

void AlertColumn::showKeys(bool here)
{
    m_keysHere = here;
    const AlertCard *focused = focusedCard();
    const bool typing = window()->focusWidget() == m_filterField;
    const AlertCard *meant = focused || !here || typing ? focused : leadingCard();
    for (AlertCard *card : m_cards)
        card->setKeysShown(card == meant);
}

void AlertColumn::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = std::ranges::find(m_cards, focusedCard());
    if (event->key() == Qt::Key_Escape && m_filterField->hasFocus()) {
        m_filterField->clear();
        if (!m_cards.empty())
            m_cards.front()->setFocus(Qt::TabFocusReason);
    } else if (step != 0 && !m_cards.empty()) {
        const auto place = at == m_cards.end() ? -1 : at - m_cards.begin();
        const auto next = std::clamp<std::ptrdiff_t>(place + step, 0, std::ptrdiff_t(m_cards.size()) - 1);
        m_cards[size_t(next)]->setFocus(Qt::TabFocusReason);
    } else if (QStringLiteral("aAmMxX\r\n").contains(event->text()) && !event->text().isEmpty()) {
        event->accept(); // a card or the filter had no use for it: it is not meant for the card that leads
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace hubwatch::ui
