#include "ui/credentials/secret_field.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace hubwatch::ui {

namespace {

/// Room from the start: a buffer that grows leaves copies behind.
constexpr qsizetype mostBytes = 8192;
constexpr qsizetype mostBullets = 48;

} // namespace

SecretField::SecretField(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setPlaceholderText(tr("paste it here; it is not shown"));
    setAcceptDrops(true);
    m_bytes.reserve(mostBytes);
}

SecretField::~SecretField()
{
    hubwatch::wipe(m_bytes.data(), m_bytes.size());
}

Secret SecretField::take()
{
    Secret secret(std::move(m_bytes));
    m_bytes = QByteArray();
    m_bytes.reserve(mostBytes);
    showBullets();
    return secret;
}

void SecretField::wipe()
{
    hubwatch::wipe(m_bytes.data(), m_bytes.size());
    m_bytes.resize(0);
    showBullets();
}

void SecretField::append(const QString &text)
{
    QByteArray more = text.toUtf8();
    m_bytes.append(more.first(std::min(more.size(), mostBytes - m_bytes.size())));
    hubwatch::wipe(more.data(), more.size());
    showBullets();
}

void SecretField::pasteSecret()
{
    hubwatch::wipe(m_bytes.data(), m_bytes.size());
    m_bytes.resize(0);
    append(QGuiApplication::clipboard()->text().trimmed());
}

void SecretField::showBullets()
{
    setText(QString(std::min(m_bytes.size(), mostBullets), u'x'));
    setAccessibleDescription(m_bytes.isEmpty() ? tr("empty") : tr("%1 characters").arg(m_bytes.size()));
    emit changed();
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    deselect(); // chosen bullets would promise that they can be copied
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return pasteSecret();
    if (event->matches(QKeySequence::SelectAll) || event->matches(QKeySequence::Copy)
        || event->matches(QKeySequence::Cut) || event->matches(QKeySequence::Undo)
        || event->matches(QKeySequence::Redo))
        return;
    if (event->matches(QKeySequence::DeleteStartOfWord) || event->matches(QKeySequence::DeleteEndOfWord))
        return wipe();
    switch (event->key()) {
    case Qt::Key_Backspace:
        if (!m_bytes.isEmpty()) {
            m_bytes.back() = '\0';
            m_bytes.chop(1);
            showBullets();
        }
        return;
    case Qt::Key_Delete: return wipe();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return QLineEdit::keyPressEvent(event);
    default: break;
    }
    const QString text = event->text();
    const bool typed = !text.isEmpty() && text.front().isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (typed)
        append(text);
    else
        event->ignore();
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    // No selection, and no paste with the middle button behind our back.
    if (event->button() == Qt::LeftButton)
        setFocus(Qt::MouseFocusReason);
}

void SecretField::mouseReleaseEvent(QMouseEvent *) { }

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Paste")), &QAction::triggered, this, &SecretField::pasteSecret);
    connect(menu->addAction(tr("Clear")), &QAction::triggered, this, &SecretField::wipe);
    menu->popup(event->globalPos());
}

void SecretField::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void SecretField::dropEvent(QDropEvent *event)
{
    wipe();
    append(event->mimeData()->text().trimmed());
    event->acceptProposedAction();
}

} // namespace hubwatch::ui
