// VaultDialog: where secrets are to be kept, and what follows from each choice, before anything changes.
#pragma once

#include "vault/vault_state.h"

#include <QDialog>
#include <vector>

class QPushButton;
class QRadioButton;

namespace hubwatch::ui {

class MarkedSentence;

class VaultDialog : public QDialog
{
    Q_OBJECT

public:
    /// `accounts`: those whose credentials live in the keychain.
    VaultDialog(VaultState::Mode now, QStringList accounts, QWidget *parent);

signals:
    void chosen(hubwatch::VaultState::Mode mode);

private:
    VaultState::Mode picked() const;
    void weigh();

    VaultState::Mode m_now;
    QStringList m_accounts;
    std::vector<std::pair<VaultState::Mode, QRadioButton *>> m_choices = {};
    MarkedSentence *m_follows = nullptr;
    QPushButton *m_change = nullptr;
};

} // namespace hubwatch::ui
