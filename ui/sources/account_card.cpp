#include "ui/sources/account_card.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr int labelWidth = 62;
constexpr int edgeWidth = 4;

Mark troubleMark(const AccountState &account, TimePoint now)
{
    const Mark mark = tokenText(account, now).mark;
    return mark == Mark::Good || mark == Mark::NotYet ? Mark::Warn : mark;
}

QString correlationText(const AccountState &account)
{
    if (account.failures.empty() || !account.lastError)
        return {};
    const FailedCall &call = account.failures.front();
    QStringList words{call.call};
    if (call.error.status > 0)
        words << QString::number(call.error.status);
    if (!call.error.correlationId.isEmpty())
        words << AccountCard::tr("correlation id %1").arg(call.error.correlationId);
    return words.join(QStringLiteral(" · "));
}

} // namespace

AccountCard::AccountCard(QWidget *parent)
    : Panel(parent)
    , m_head(new TextLine(this))
    , m_fresh(new TextLine(this))
    , m_trouble(new MarkedSentence(this))
    , m_correlation(new TextLine(this))
    , m_region(dialogButton("regionButton", {}, this))
    , m_grid(new QGridLayout)
{
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 11, 14, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    m_head->setObjectName(QStringLiteral("accountHead"));
    m_fresh->setObjectName(QStringLiteral("accountFresh"));
    m_fresh->setRightAligned(true);
    head->addWidget(m_head, 1);
    head->addWidget(m_fresh);
    column->addLayout(head);
    auto *trouble = new QHBoxLayout;
    trouble->setSpacing(12);
    m_trouble->setObjectName(QStringLiteral("accountTrouble"));
    trouble->addWidget(m_trouble, 1);
    trouble->addWidget(m_region, 0, Qt::AlignTop);
    column->addLayout(trouble);
    auto *ids = new QHBoxLayout;
    ids->setContentsMargins(18, 0, 0, 0);
    m_correlation->setObjectName(QStringLiteral("accountCorrelation"));
    ids->addWidget(m_correlation);
    column->addLayout(ids);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    for (int at = 0; at < 3; ++at) {
        m_grid->setColumnMinimumWidth(at * 3, labelWidth);
        m_grid->setColumnStretch(at * 3 + 1, at == 0 ? 13 : 10);
        m_grid->setColumnMinimumWidth(at * 3 + 2, at < 2 ? 8 : 0);
    }
    column->addLayout(m_grid);
    m_region->setToolTip(tr("Write that host into the workspace file"));
    connect(m_region, &QPushButton::clicked, this, [this] { emit regionWanted(m_name, m_hublet); });
}

void AccountCard::setAccount(const AccountState &account, TimePoint now, bool mayEdit)
{
    m_name = account.config.name;
    m_kind = account.config.kind;
    m_hublet = account.offeredHublet;
    setObjectName(QStringLiteral("account-") + m_name);
    const MarkedWord token = tokenText(account, now);
    const MarkedWord fresh = freshnessText(account, now);
    std::vector<TextRun> head{{m_name, Tone::Normal, true}, {accountKindWord(m_kind)}};
    const std::int64_t portal = account.details ? account.details->portal : account.config.portal;
    head.push_back({portal > 0 ? tr("portal %1").arg(portal) : tr("portal not known"), Tone::Dim});
    if (account.details && !account.details->region.isEmpty())
        head.push_back({account.details->region, Tone::Dim});
    head.push_back({account.config.api.host(), Tone::Dim});
    m_head->setMark(token.mark);
    m_head->setRuns(std::move(head));
    m_fresh->setRuns({{fresh.word, fresh.mark == Mark::Blind ? Tone::Blind : Tone::Dim}});
    const QString trouble = accountTrouble(account);
    m_trouble->setSentence(troubleMark(account, now), trouble);
    const QString host = offeredHost(account);
    m_region->setText(tr("Use %1").arg(host));
    m_region->setVisible(!host.isEmpty());
    m_region->setEnabled(mayEdit);
    const QString correlation = correlationText(account);
    m_correlation->setRuns({{correlation, Tone::Dim}});
    m_correlation->setVisible(!correlation.isEmpty());
    setAccessibleName(tr("%1, %2: token %3").arg(m_name, accountKindWord(m_kind), token.word));
    setAccessibleDescription(trouble);
    showColumns(accountColumns(account, now));
    update();
}

void AccountCard::showColumns(const std::array<AccountColumn, 3> &columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    size_t at = 0;
    const auto place = [&](int row, int column) {
        if (at == m_lines.size()) {
            m_lines.push_back(new TextLine(this));
            m_grid->addWidget(m_lines.back(), row, column);
        }
        return m_lines[at++];
    };
    for (int group = 0; group < 3; ++group) {
        const AccountColumn &column = columns.at(size_t(group));
        TextLine *title = place(0, group * 3);
        title->setRuns({{column.title, Tone::Normal, true}});
        int row = 1;
        for (const AccountFact &fact : column.facts) {
            place(row, group * 3)->setRuns({{fact.label, Tone::Dim}});
            TextLine *value = place(row, group * 3 + 1);
            const bool quiet = fact.value.mark == Mark::Good || !fact.marked;
            value->setMark(fact.marked ? std::optional(fact.value.mark) : std::nullopt);
            value->setRuns({{fact.value.word, quiet ? Tone::Normal : toneOf(fact.value.mark)}});
            value->setToolTip(fact.hover);
            value->setAccessibleName(QStringLiteral("%1: %2").arg(fact.label, fact.value.word));
            ++row;
        }
    }
}

void AccountCard::setSelected(bool selected)
{
    if (selected == m_selected)
        return;
    m_selected = selected;
    update();
}

void AccountCard::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    painter.save();
    painter.setClipRect(QRect(0, 0, edgeWidth, height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(accountColor(m_kind));
    painter.drawRoundedRect(QRectF(0, 0, 20, height()), 6, 6);
    painter.restore();
    const bool ringed = showsFocus(this);
    if (!m_selected && !ringed)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, ringed ? 2 : 1));
    const double inset = ringed ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 6, 6);
}

void AccountCard::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    update();
    emit selected(m_name);
}

void AccountCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit opened(m_name);
    else
        Panel::keyPressEvent(event);
}

void AccountCard::mousePressEvent(QMouseEvent *event)
{
    Panel::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    emit selected(m_name);
}

void AccountCard::mouseDoubleClickEvent(QMouseEvent *)
{
    emit opened(m_name);
}

} // namespace hubwatch::ui
