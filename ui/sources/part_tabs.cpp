#include "ui/sources/part_tabs.h"

#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>

namespace hubwatch::ui {

namespace {

constexpr int tabPadding = 12;
constexpr int tabHeight = 32;

QFont tabFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

PartTab::PartTab(const QString &word, const QString &tip, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(word);
    setToolTip(tip);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setState(0, Mark::None);
}

void PartTab::setState(int count, Mark mark)
{
    m_count = count;
    m_mark = mark;
    setAccessibleName(count > 0 ? QStringLiteral("%1, %2").arg(text()).arg(count) : text());
    setAccessibleDescription(mark == Mark::None ? QString() : tr("something needs a look"));
    updateGeometry();
    update();
}

QString PartTab::countWords() const
{
    return m_count > 0 ? QString::number(m_count) : QString();
}

QSize PartTab::sizeHint() const
{
    const QString count = countWords();
    int wide = 2 * tabPadding + QFontMetrics(tabFont(font())).horizontalAdvance(text());
    if (!count.isEmpty())
        wide += 7 + fontMetrics().horizontalAdvance(count);
    return {wide + (m_mark == Mark::None ? 0 : 17), tabHeight};
}

void PartTab::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const QFont strong = tabFont(font());
    int x = tabPadding;
    painter.setFont(strong);
    painter.setPen(isChecked() || underMouse() ? theme.text : theme.textDim);
    painter.drawText(QRect(x, 0, width(), height() - 2), Qt::AlignVCenter, text());
    x += QFontMetrics(strong).horizontalAdvance(text()) + 7;
    painter.setFont(font());
    painter.setPen(theme.textDim);
    painter.drawText(QRect(x, 0, width(), height() - 2), Qt::AlignVCenter, countWords());
    if (m_count > 0)
        x += fontMetrics().horizontalAdvance(countWords()) + 7;
    if (m_mark != Mark::None)
        paintMark(painter, QRectF(x, height() / 2.0 - 6, 10, 10), m_mark, theme);
    if (isChecked())
        painter.fillRect(QRect(tabPadding, height() - 2, width() - 2 * tabPadding, 2), theme.accent);
    if (showsFocus(this)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -3), 4, 4);
    }
}

PartTabs::PartTabs(const std::vector<Entry> &entries, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Parts of the page"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const Entry &entry : entries) {
        const int at = int(m_tabs.size());
        auto *tab = new PartTab(entry.word, tr("%1 (Alt+%2)").arg(entry.word).arg(at + 1), this);
        tab->setObjectName(QString::fromLatin1(entry.name));
        connect(tab, &QAbstractButton::clicked, this, [this, at] { emit chosen(at); });
        row->addWidget(tab);
        m_tabs.push_back(tab);
    }
    row->addStretch(1);
}

void PartTabs::setCurrent(int at)
{
    m_tabs.at(size_t(at))->setChecked(true);
}

void PartTabs::setState(int at, int count, Mark mark)
{
    m_tabs.at(size_t(at))->setState(count, mark);
}

void PartTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeOf(this).line);
}

void showPartOf(QWidget &page, QStackedWidget &stack, int at)
{
    QWidget *part = stack.widget(at);
    const QWidget *before = page.window()->focusWidget();
    const bool focused = before && stack.isAncestorOf(before);
    stack.setCurrentWidget(part);
    page.setFocusProxy(part->focusProxy() ? part->focusProxy() : part);
    if (focused)
        part->setFocus(Qt::OtherFocusReason);
}

void addPartKeys(QWidget &page, int count, const std::function<void(int)> &show)
{
    for (int at = 0; at < count; ++at) {
        auto *keys = new QShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + at)), &page);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(keys, &QShortcut::activated, &page, [show, at] { show(at); });
    }
}

} // namespace hubwatch::ui
