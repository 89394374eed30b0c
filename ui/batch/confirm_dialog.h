// ConfirmDialog: what will happen, said before it does; where it cannot be taken back a word is to be typed.
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

struct Confirmation {
    QString title = {};
    QStringList sentences = {};
    QString typed = {}; ///< what must be typed; empty: nothing
    QString action = {};
    bool harsh = false; ///< it cannot be taken back: Enter leaves it

    bool operator==(const Confirmation &) const = default;
};

/// Not modal: show() it. A harsh one begins at the button that leaves it; where a word is to be typed Enter does
/// nothing.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConfirmDialog(const Confirmation &what, QWidget *parent = nullptr);

signals:
    void confirmed();

private:
    QLineEdit *m_typed = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace hubwatch::ui
