// MarkDialog: leaves a mark in the history: a deploy, a change, a guess.
#pragma once

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace hubwatch::ui {

/// Not modal: show() it.
class MarkDialog : public QDialog
{
    Q_OBJECT

public:
    explicit MarkDialog(const QStringList &services, QWidget *parent = nullptr);

signals:
    /// `service` is empty for the whole console.
    void left(const QString &service, const QString &text);

private:
    void send();

    QComboBox *m_service = nullptr;
    QLineEdit *m_text = nullptr;
};

} // namespace hubwatch::ui
