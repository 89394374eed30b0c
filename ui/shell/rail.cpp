#include "ui/shell/rail.h"

#include "ui/credentials/account_words.h"
#include "ui/shell/icons.h"
#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace hubwatch::ui {

RailButton::RailButton(const QString &icon, const QString &word, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(word);
    setAccessibleName(word);
    setCheckable(true);
    setAutoExclusive(true);
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::TabFocus); // after a click the page that comes has the keys
    setCursor(Qt::PointingHandCursor);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    setFont(small);
}

void RailButton::setBadge(int count, Mark mark)
{
    if (count == m_badge && mark == m_badgeMark)
        return;
    m_badge = count;
    m_badgeMark = mark;
    const QString words = mark == Mark::Pending ? tr("%1 running") : tr("%1 waiting");
    setAccessibleDescription(count > 0 ? words.arg(count) : QString());
    update();
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const bool lit = isChecked() || underMouse();
    if (isChecked()) {
        painter.fillRect(rect(), theme.raised);
        painter.fillRect(QRect(0, 0, 3, height()), theme.accent);
    }
    const QColor ink = lit ? theme.text : theme.textDim;
    constexpr int side = 20;
    const QRect iconBox((width() - side) / 2, 11, side, side);
    painter.drawPixmap(iconBox, iconPixmap(m_icon, ink, side, devicePixelRatioF()));
    painter.setPen(ink);
    painter.drawText(QRect(0, 34, width(), 18), Qt::AlignCenter, text());
    if (m_badge > 0) {
        QFont tiny = font();
        tiny.setPointSizeF(tiny.pointSizeF() * 0.85);
        tiny.setWeight(QFont::DemiBold);
        painter.setFont(tiny);
        const QString count = m_badge > 99 ? QStringLiteral("99+") : QString::number(m_badge);
        const int wide = std::max(15, QFontMetrics(tiny).horizontalAdvance(count) + 8);
        const QRectF pill(iconBox.right() - 3, 5, wide, 15);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colorOf(m_badgeMark, theme));
        painter.drawRoundedRect(pill, 7.5, 7.5);
        painter.setPen(theme.dark ? theme.window : theme.panel);
        painter.drawText(pill, Qt::AlignCenter, count);
    }
    if (showsFocus(this)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(5, 2, -3, -2), 5, 5);
    }
}

Rail::Rail(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    setFixedWidth(84);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(0);
    struct Entry {
        Page page;
        const char *name;
        const char *icon;
        QString word;
    };
    for (const Entry &entry :
         {Entry{Page::Now, "railNow", "home", tr("Now")}, Entry{Page::Charts, "railCharts", "chart", tr("Charts")},
          Entry{Page::Incidents, "railIncidents", "incident", tr("Incidents")},
          Entry{Page::Rules, "railRules", "rules", tr("Rules")}, Entry{Page::Batch, "railBatch", "batch", tr("Batch")},
          Entry{Page::Readiness, "railReadiness", "readiness", tr("Readiness")},
          Entry{Page::Sources, "railSources", "globe", tr("Sources")}}) {
        auto *button = new RailButton(QString::fromLatin1(entry.icon), entry.word, this);
        button->setObjectName(QString::fromLatin1(entry.name));
        connect(button, &QAbstractButton::clicked, this, [this, page = entry.page] { emit chosen(page); });
        m_buttons.emplace_back(entry.page, button);
        column->addWidget(button);
    }
    m_buttons[0].second->setToolTip(tr("Now (Ctrl+1)"));
    m_buttons[1].second->setToolTip(tr("Charts (Ctrl+2)"));
    m_buttons[2].second->setToolTip(tr("Incidents (Ctrl+3)"));
    m_buttons[3].second->setToolTip(tr("Rules (Ctrl+4)"));
    m_buttons[4].second->setToolTip(tr("Batch (Ctrl+5)"));
    m_buttons[5].second->setToolTip(tr("Readiness (Ctrl+6)"));
    m_buttons[6].second->setToolTip(tr("Sources (Ctrl+7)"));
    column->addStretch();
}

void Rail::setCurrent(Page page)
{
    for (const auto &[own, button] : m_buttons) {
        if (own == page)
            button->setChecked(true);
    }
}

void Rail::setBadge(Page page, int count, Mark mark)
{
    for (const auto &[own, button] : m_buttons) {
        if (own == page)
            button->setBadge(count, mark);
    }
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.line);
}

AccountEdge::AccountEdge(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("accountEdge"));
    setFixedWidth(4);
}

void AccountEdge::setAccounts(const std::vector<AccountConfig> &accounts)
{
    std::vector<AccountConfig::Kind> kinds;
    QStringList names;
    for (const AccountConfig &account : accounts) {
        if (std::ranges::find(kinds, account.kind) == kinds.end())
            kinds.push_back(account.kind);
        names << account.name;
    }
    setToolTip(names.join(QStringLiteral(", ")));
    if (kinds == m_kinds)
        return;
    m_kinds = std::move(kinds);
    update();
}

void AccountEdge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).line);
    const int count = int(m_kinds.size());
    for (int i = 0; i < count; ++i)
        painter.fillRect(QRect(0, height() * i / count, width(), height() / count + 1),
                         accountColor(m_kinds[size_t(i)]));
}

} // namespace hubwatch::ui
