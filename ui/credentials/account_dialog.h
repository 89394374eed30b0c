// AccountDialog: the fields of one HubSpot account, its token with them, and what HubSpot says of it.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace hubwatch::ui {

class MarkedSentence;
class OutcomePanel;
class ReferenceForm;
class SecretField;

/// Writes the workspace first and then stores or verifies the token, since HubSpot is asked under the account's own
/// host and portal. Stays open and tells when the token is refused.
class AccountDialog : public QDialog
{
    Q_OBJECT

public:
    /// `account`: without a name for a new one.
    AccountDialog(Console &console, const AccountConfig &account, QWidget *parent = nullptr);

    AccountConfig account() const; ///< as typed

private:
    enum class Phase { Idle, Saving, Asking };

    void makeForm(QFormLayout &form);
    void weigh();
    QStringList problems() const;
    void save();
    void takeSaved(const QString &problem);
    void askHubSpot(bool unverified);
    void takeOutcome(const CredentialOutcome &outcome);

    Console &m_console;
    AccountConfig m_before;
    QLineEdit *m_name = nullptr;
    QComboBox *m_kind = nullptr;
    ReferenceForm *m_reference = nullptr;
    QLabel *m_secretLabel = nullptr;
    SecretField *m_secret = nullptr;
    QLineEdit *m_portal = nullptr;
    QLineEdit *m_api = nullptr;
    QLineEdit *m_burst = nullptr;
    QSpinBox *m_concurrency = nullptr;
    MarkedSentence *m_problem = nullptr;
    OutcomePanel *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_save = nullptr;
    Phase m_phase = Phase::Idle;
    AccountConfig m_saving = {};
    Secret m_pending = {}; ///< until HubSpot has answered
};

} // namespace hubwatch::ui
