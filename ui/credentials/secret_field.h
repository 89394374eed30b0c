// SecretField: where a token is pasted, and where it is never seen.
#pragma once

#include "vault/secret.h"

#include <QLineEdit>

namespace hubwatch::ui {

/// Keeps the bytes itself and shows bullets only: so neither the undo history of a line edit, nor its accessible value,
/// nor a selection ever holds them. Pasting replaces, typing appends, backspace takes the last away.
class SecretField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    /// What was entered; the field is empty and wiped afterwards.
    Secret take();
    void wipe();
    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const { return m_bytes.size(); }

signals:
    void changed();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void pasteSecret();
    void append(const QString &text);
    void showBullets();

    QByteArray m_bytes = {};
};

} // namespace hubwatch::ui
