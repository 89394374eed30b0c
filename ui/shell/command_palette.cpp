#include "ui/shell/command_palette.h"

#include "ui/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int shortcutRole = Qt::UserRole + 1;
constexpr int commandRole = Qt::UserRole + 2;

/// The name at the left, its key at the right; the current row raised with an accent bar.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, theme.raised);
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
        }
        const QRect inside = option.rect.adjusted(14, 0, -14, 0);
        painter->setPen(theme.text);
        painter->drawText(inside, Qt::AlignVCenter, index.data().toString());
        painter->setPen(theme.textDim);
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, index.data(shortcutRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, 29}; }
};

} // namespace

std::optional<int> matchRank(const QString &typed, const QString &name)
{
    const QString wanted = typed.simplified();
    if (wanted.isEmpty())
        return 0;
    if (const qsizetype at = name.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0)
        return int(at);
    qsizetype from = 0;
    int spread = 1000;
    for (const QChar letter : wanted) {
        if (letter.isSpace())
            continue;
        const qsizetype at = name.indexOf(letter, from, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        spread += int(at - from);
        from = at + 1;
    }
    return spread;
}

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_typed(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Search or run"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(8);
    m_typed->setObjectName(QStringLiteral("paletteInput"));
    m_typed->setPlaceholderText(tr("Go to a page, open a service, poll now…"));
    m_typed->setAccessibleName(tr("What to do"));
    m_typed->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_typed);
    column->addWidget(m_list);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    hide();
}

void CommandPalette::open(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    m_focusBefore = QApplication::focusWidget();
    m_typed->clear();
    refill();
    const int wide = std::min(560, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - wide) / 2, 60, wide, std::min(400, parentWidget()->height() - 100));
    show();
    raise();
    m_typed->setFocus();
}

void CommandPalette::refill()
{
    std::vector<std::pair<int, size_t>> fitting;
    for (size_t i = 0; i < m_commands.size(); ++i) {
        if (const auto rank = matchRank(m_typed->text(), m_commands[i].name))
            fitting.emplace_back(*rank, i);
    }
    std::ranges::stable_sort(fitting, {}, &std::pair<int, size_t>::first);
    m_model->clear();
    for (const auto &[rank, at] : fitting) {
        auto *item = new QStandardItem(m_commands[at].name);
        item->setData(m_commands[at].shortcut, shortcutRole);
        item->setData(int(at), commandRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::choose(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    if (!index.isValid())
        return;
    const std::function<void()> run = m_commands[size_t(index.data(commandRole).toInt())].run;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_typed)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(QApplication::focusWidget()))
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    const int row = m_list->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_model->index(std::min(row + 1, m_model->rowCount() - 1), 0));
        return true;
    case Qt::Key_Up: m_list->setCurrentIndex(m_model->index(std::max(row - 1, 0), 0)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(row); return true;
    case Qt::Key_Escape:
        hide();
        if (m_focusBefore)
            m_focusBefore->setFocus();
        return true;
    default: return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    painter.setPen(theme.textMute);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace hubwatch::ui
