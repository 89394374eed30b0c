// Dialog parts: what the dialogs on credentials have in common.
#pragma once

#include <QString>

class QDialog;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
class QWidget;

namespace hubwatch::ui {

/// Not modal, gone when closed, with the margins of all dialogs.
QVBoxLayout *dialogColumn(QDialog &dialog, const QString &name, const QString &title, int width);
QFormLayout *dialogForm(QVBoxLayout &column);
/// Dim words that wrap.
QLabel *dialogNote(const QString &text, QWidget *parent);
QLabel *dialogHeading(const QString &text, QWidget *parent);
QLineEdit *dialogField(QFormLayout &form, const char *name, const QString &label, const QString &value,
                       QWidget *parent);
QPushButton *dialogButton(const char *name, const QString &text, QWidget *parent, bool primary = false);

} // namespace hubwatch::ui
