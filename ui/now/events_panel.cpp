#include "ui/now/events_panel.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int wordsLeft = 24;
constexpr int timeGap = 16;

/// What is left for the words beside the mark and the time.
int wordsWidth(const QFontMetrics &metrics, int width, const QModelIndex &index)
{
    return width - wordsLeft - metrics.horizontalAdvance(index.data(EventLineModel::TimeRole).toString()) - timeGap - 4;
}

/// One line, or two of which the second is cut with an ellipsis.
QStringList brokenLines(const QString &text, const QFont &font, int room)
{
    QTextLayout layout(text, font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(room);
    layout.endLayout();
    if (first.textLength() >= text.size())
        return {text};
    return {text.left(first.textLength()).trimmed(),
            QFontMetrics(font).elidedText(text.mid(first.textLength()), Qt::ElideRight, room)};
}

class EventLineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QListView *>(option.widget);
        const int width = view ? view->viewport()->width() : option.rect.width();
        const int room = wordsWidth(option.fontMetrics, width, index);
        const auto lines = brokenLines(index.data().toString(), option.font, room).size();
        return {40, 11 + int(lines) * option.fontMetrics.height()};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const QRect box = option.rect;
        const bool focused = option.state & QStyle::State_HasFocus && showsFocus(option.widget);
        if (option.state & QStyle::State_MouseOver || focused)
            painter->fillRect(box, theme.raised);
        painter->fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.line);
        const auto mark = Mark(index.data(EventLineModel::MarkRole).toInt());
        paintMark(*painter, QRectF(box.left() + 4, box.center().y() - 4, 10, 10), mark, theme);
        const QString time = index.data(EventLineModel::TimeRole).toString();

        painter->setFont(option.font);
        painter->setPen(theme.textDim);
        painter->drawText(box.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, time);
        painter->setPen(theme.text);
        const QString text = index.data().toString();
        const int room = wordsWidth(option.fontMetrics, box.width(), index);
        const QRect words(box.left() + wordsLeft, box.top() + 5, room, box.height() - 10);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, brokenLines(text, option.font, room).join(u'\n'));
        if (focused) {
            painter->setPen(QPen(theme.accent, 2));
            painter->drawRect(box.adjusted(1, 1, -1, -1));
        }
    }
};

} // namespace

void EventLineModel::setLines(std::vector<EventLine> lines)
{
    if (lines == m_lines)
        return;
    const int before = int(m_lines.size());
    const int after = int(lines.size());
    // Rows are told one by one, so that the current row of a person walking through them stays.
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    m_lines = std::move(lines);
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    if (after > 0)
        emit dataChanged(index(0), index(after - 1));
}

int EventLineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant EventLineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_lines.size()))
        return {};
    const EventLine &line = m_lines[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return line.text;
    case Qt::ToolTipRole: return line.details;
    case Qt::AccessibleTextRole: return QStringLiteral("%1, %2").arg(line.text, line.time);
    case MarkRole: return int(line.mark);
    case TimeRole: return line.time;
    case ServiceRole: return line.service;
    case SignalRole: return line.signal;
    default: return {};
    }
}

EventsPanel::EventsPanel(const QString &title, const QString &whenEmpty, QWidget *parent)
    : Panel(parent)
    , m_model(new EventLineModel(this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(whenEmpty, this))
    , m_note(new TextLine(this))
{
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(6);
    m_head = new QHBoxLayout;
    auto *heading = new QLabel(title, this);
    heading->setProperty("heading", true);
    m_head->addWidget(heading);
    m_note->setRightAligned(true);
    m_head->addWidget(m_note, 1);
    column->addLayout(m_head);
    m_empty->setProperty("tone", QStringLiteral("dim"));
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EventLineDelegate(m_list));
    m_list->setAccessibleName(title);

    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide();
    column->addWidget(m_list);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        emit opened(index.data(EventLineModel::ServiceRole).toString(),
                    index.data(EventLineModel::SignalRole).toString());
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void EventsPanel::setLines(std::vector<EventLine> lines)
{
    const int count = int(lines.size());
    m_empty->setVisible(count == 0);
    m_list->setVisible(count > 0);
    m_model->setLines(std::move(lines));
    fit();
}

void EventsPanel::fit()
{
    int height = 2;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += m_list->sizeHintForRow(row);
    if (m_list->height() != height)
        m_list->setFixedHeight(height);
}

void EventsPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fit();
}

void EventsPanel::setWhenEmpty(const QString &words)
{
    m_empty->setText(words);
}

void EventsPanel::setAction(const QString &words, const QString &tip)
{
    auto *button = new QPushButton(words, this);
    button->setObjectName(QStringLiteral("panelAction"));
    button->setProperty("quiet", true);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::clicked, this, &EventsPanel::acted);
    m_head->addWidget(button);
}

void EventsPanel::setNote(const QString &note)
{
    m_note->setRuns({{note, Tone::Dim}});
}

} // namespace hubwatch::ui
