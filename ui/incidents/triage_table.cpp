#include "ui/incidents/triage_table.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTableView>
#include <QTextLayout>
#include <QVBoxLayout>
#include <cmath>

namespace hubwatch::ui {

namespace {

constexpr int cellSide = 8;
constexpr int cellMark = 9;
constexpr int cellMarkGap = 5;
constexpr int rowHeight = 27;

QTextOption wrapping()
{
    QTextOption wrap(Qt::AlignLeft | Qt::AlignVCenter);
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return wrap;
}

/// As they are painted: a rectangle of QFontMetrics would break words anywhere, and so need fewer lines.
int wrappedHeight(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.setTextOption(wrapping());
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return int(std::ceil(height));
}

} // namespace

void TriageModel::setCells(TriageCells cells)
{
    if (cells == m_cells)
        return;
    const bool same = cells.columns == m_cells.columns && cells.rows.size() == m_cells.rows.size();
    if (!same)
        beginResetModel();
    m_cells = std::move(cells);
    if (!same)
        endResetModel();
    else if (!m_cells.rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const TriageRow *TriageModel::row(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_cells.rows[size_t(index.row())] : nullptr;
}

int TriageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cells.rows.size());
}

int TriageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cells.columns.size());
}

QVariant TriageModel::data(const QModelIndex &index, int role) const
{
    const TriageRow *at = row(index);
    if (!at || index.column() >= int(at->cells.size()))
        return {};
    const TriageCell &cell = at->cells[size_t(index.column())];
    const TriageColumn &column = m_cells.columns[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::ToolTipRole: return cell.tip.isEmpty() ? cell.text : cell.tip;
    case Qt::AccessibleTextRole: return QStringLiteral("%1: %2").arg(column.title, cell.text);
    case Qt::TextAlignmentRole: return QVariant((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole: return int(cell.tone);
    case MarkRole: return cell.mark ? QVariant(int(*cell.mark)) : QVariant();
    case WideRole: return column.wide;
    default: return {};
    }
}

QVariant TriageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const TriageColumn &column = m_cells.columns[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QSize TriageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const QString text = index.data().toString();
    if (view && index.data(TriageModel::WideRole).toBool()) {
        const int room = std::max(40, view->columnWidth(index.column()) - 2 * cellSide);
        return {room, std::max(rowHeight, wrappedHeight(text, option.font, room) + 10)};
    }
    const int shape = index.data(TriageModel::MarkRole).isValid() ? cellMark + cellMarkGap : 0;
    return {option.fontMetrics.horizontalAdvance(text) + 2 * cellSide + shape + 1, rowHeight};
}

void TriageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected && showsFocus(option.widget);
    if (selected || option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme.raised);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    QRect box = option.rect.adjusted(cellSide, 0, -cellSide, -1);
    painter->setFont(option.font);
    painter->setPen(colorOf(Tone(index.data(TriageModel::ToneRole).toInt()), theme));
    if (index.data(TriageModel::WideRole).toBool()) {
        painter->drawText(QRectF(box), index.data().toString(), wrapping());
        painter->restore();
        return;
    }
    if (const QVariant mark = index.data(TriageModel::MarkRole); mark.isValid()) {
        // Before the number, so that the digits stay below each other.
        const int words = option.fontMetrics.horizontalAdvance(index.data().toString());
        const QRectF shape(box.right() - words - cellMarkGap - cellMark + 1, box.center().y() - cellMark / 2.0 + 0.5,
                           cellMark, cellMark);
        paintMark(*painter, shape, Mark(mark.toInt()), theme);
    }
    painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, box.width()));
    painter->restore();
}

TriageTable::TriageTable(const char *name, const QString &title, int most, QWidget *parent)
    : Panel(parent)
    , m_most(most)
    , m_note(new TextLine(this))
    , m_message(new QLabel(this))
    , m_view(new QTableView(this))
    , m_model(new TriageModel(this))
{
    setObjectName(QString::fromLatin1(name) + QStringLiteral("Panel"));
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    auto *heading = new QLabel(title, this);
    heading->setProperty("heading", true);
    head->addWidget(heading);
    m_note->setRightAligned(true);
    head->addWidget(m_note, 1);
    column->addLayout(head);
    m_view->setObjectName(QString::fromLatin1(name));
    m_view->setAccessibleName(title);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TriageDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionsClickable(false);
    m_view->horizontalHeader()->setMinimumSectionSize(24);
    m_view->installEventFilter(this);
    column->addWidget(m_view);
    m_message->setObjectName(QString::fromLatin1(name) + QStringLiteral("Message"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    column->addWidget(m_message);
    m_view->hide();
    m_message->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const TriageRow *row = m_model->row(index))
            emit opened(*row);
    });
}

void TriageTable::setCells(TriageCells cells)
{
    m_view->setVisible(!cells.rows.empty());
    m_model->setCells(std::move(cells));
    fit();
}

void TriageTable::setNote(const QString &note)
{
    m_note->setRuns({{note, Tone::Dim}});
}

void TriageTable::setMessage(const QString &words, Tone tone)
{
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
    const QString word = tone == Tone::Bad ? QStringLiteral("bad") : QStringLiteral("dim");
    if (m_message->property("tone").toString() == word)
        return;
    m_message->setProperty("tone", word);
    m_message->style()->polish(m_message); // a style sheet reads properties only then
}

void TriageTable::fit()
{
    QHeaderView *header = m_view->horizontalHeader();
    int wide = -1;
    int taken = 0;
    for (int at = 0; at < m_model->columnCount(); ++at) {
        if (m_model->index(0, at).data(TriageModel::WideRole).toBool()) {
            wide = at;
            continue;
        }
        const int words = m_view->fontMetrics().horizontalAdvance(
            m_model->headerData(at, Qt::Horizontal, Qt::DisplayRole).toString());
        int width = words + 2 * cellSide + 2;
        for (int row = 0; row < m_model->rowCount(); ++row)
            width = std::max(width, m_view->sizeHintForIndex(m_model->index(row, at)).width());
        header->resizeSection(at, std::min(width, 190));
        taken += std::min(width, 190);
    }
    const int bar = m_model->rowCount() > m_most ? m_view->verticalScrollBar()->sizeHint().width() : 0;
    const int room = width() - 28 - bar;
    if (wide >= 0)
        header->resizeSection(wide, std::max(90, room - taken));
    m_view->resizeRowsToContents();
    int height = header->sizeHint().height() + 2;
    for (int row = 0; row < std::min(m_model->rowCount(), m_most); ++row)
        height += m_view->rowHeight(row);
    if (m_view->height() != height)
        m_view->setFixedHeight(height);
}

void TriageTable::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fit();
}

bool TriageTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (const TriageRow *row = m_model->row(m_view->currentIndex()))
                emit opened(*row);
            return true;
        }
    }
    if (watched == m_view && event->type() == QEvent::FocusIn && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
    return Panel::eventFilter(watched, event);
}

} // namespace hubwatch::ui
