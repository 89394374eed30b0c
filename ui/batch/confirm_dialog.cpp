#include "ui/batch/confirm_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/shell/style.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr int confirmWidth = 460;

} // namespace

ConfirmDialog::ConfirmDialog(const Confirmation &what, QWidget *parent)
    : QDialog(parent)
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("confirmDialog"), what.title, confirmWidth);
    column->addWidget(dialogHeading(what.title, this));
    for (const QString &sentence : what.sentences)
        column->addWidget(dialogNote(sentence, this));
    if (!what.typed.isEmpty()) {
        m_typed
            = dialogField(*dialogForm(*column), "confirmTyped", tr("Type “%1” to confirm").arg(what.typed), {}, this);
        connect(m_typed, &QLineEdit::textChanged, this,
                [this, typed = what.typed](const QString &text) { m_action->setEnabled(text.trimmed() == typed); });
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    auto *back = dialogButton("confirmBack", tr("Leave it"), this);
    m_action = dialogButton("confirmAction", what.action, this, !what.harsh);
    m_action->setEnabled(what.typed.isEmpty());
    if (what.harsh) {
        setDanger(*m_action);
        back->setDefault(what.typed.isEmpty());
        if (what.typed.isEmpty())
            back->setFocus();
    }
    row->addWidget(back);
    row->addWidget(m_action);
    column->addLayout(row);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        emit confirmed();
        accept();
    });
}

} // namespace hubwatch::ui
