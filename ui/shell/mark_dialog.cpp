#include "ui/shell/mark_dialog.h"

#include "ui/credentials/dialog_parts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

MarkDialog::MarkDialog(const QStringList &services, QWidget *parent)
    : QDialog(parent)
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("markDialog"), tr("Leave a mark"), 420);
    column->addWidget(dialogHeading(tr("Leave a mark"), this));
    column->addWidget(dialogNote(
        tr("It stands on the charts and in the timelines of incidents at this instant, such as a deploy."), this));
    QFormLayout *form = dialogForm(*column);
    m_text = dialogField(*form, "markText", tr("&What"), {}, this);
    m_text->setPlaceholderText(tr("deploy 1.42"));
    m_service = new QComboBox(this);
    m_service->setObjectName(QStringLiteral("markService"));
    m_service->setAccessibleName(tr("Of which service"));
    m_service->addItem(tr("everything"), QString());
    for (const QString &service : services)
        m_service->addItem(service, service);
    form->addRow(tr("&Of"), m_service);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = dialogButton("markCancel", tr("Cancel"), this);
    auto *send = dialogButton("markSend", tr("Leave it"), this, true);
    row->addWidget(close);
    row->addWidget(send);
    column->addLayout(row);
    send->setEnabled(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(send, &QPushButton::clicked, this, &MarkDialog::send);
    connect(m_text, &QLineEdit::textChanged, send,
            [send](const QString &text) { send->setEnabled(!text.trimmed().isEmpty()); });
    m_text->setFocus();
}

void MarkDialog::send()
{
    emit left(m_service->currentData().toString(), m_text->text().trimmed());
    close();
}

} // namespace hubwatch::ui
