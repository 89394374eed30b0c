#include "ui/credentials/dialog_parts.h"

#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

QVBoxLayout *dialogColumn(QDialog &dialog, const QString &name, const QString &title, int width)
{
    dialog.setObjectName(name);
    dialog.setWindowTitle(title);
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setModal(false);
    dialog.setMinimumWidth(width);
    auto *column = new QVBoxLayout(&dialog);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    return column;
}

QFormLayout *dialogForm(QVBoxLayout &column)
{
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    column.addLayout(form);
    return form;
}

QLabel *dialogNote(const QString &text, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setProperty("tone", QStringLiteral("dim"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    return note;
}

QLabel *dialogHeading(const QString &text, QWidget *parent)
{
    auto *heading = new QLabel(text, parent);
    heading->setProperty("heading", true);
    heading->setTextFormat(Qt::PlainText);
    return heading;
}

QLineEdit *dialogField(QFormLayout &form, const char *name, const QString &label, const QString &value, QWidget *parent)
{
    auto *field = new QLineEdit(value, parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(QString(label).remove(u'&'));
    form.addRow(label, field);
    return field;
}

QPushButton *dialogButton(const char *name, const QString &text, QWidget *parent, bool primary)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("primary", primary);
    button->setAutoDefault(primary);
    button->setDefault(primary);
    return button;
}

} // namespace hubwatch::ui
