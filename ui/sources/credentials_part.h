// CredentialsPart: the vault, every credential, and what can be done with them.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QAction;
class QTableView;

namespace hubwatch::ui {

class FirstGround;
class CredentialDetails;
class CredentialsModel;
class OutcomePanel;
class TextLine;
class VaultStrip;

class CredentialsPart : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialsPart(Console &console, QWidget *parent = nullptr);

    void select(const QString &reference);
    void runDoctor();
    /// On the chosen credential; nothing happens where the button beside the table would be off.
    void verify();
    void rotate();
    void drill();

signals:
    void addAccountWanted();

private:
    void makeActions();
    void makeTable();
    void showSnapshot(const SnapshotPtr &snapshot);
    void weighActions();
    void setSecret();
    void changeVault();
    void remove();
    void takeOutcome(const CredentialOutcome &outcome);
    const CredentialState *picked() const;

    Console &m_console;
    CredentialsModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    TextLine *m_summary = nullptr;
    VaultStrip *m_vault = nullptr;
    OutcomePanel *m_outcome = nullptr;
    CredentialDetails *m_details = nullptr;
    FirstGround *m_empty = nullptr;
    QString m_asked = {}; ///< the reference that was verified or removed here
    QAction *m_verify = nullptr;
    QAction *m_set = nullptr;
    QAction *m_rotate = nullptr;
    QAction *m_drill = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_doctor = nullptr;
};

/// The account among the users of a credential, or empty.
QString accountBehind(const CredentialState &credential);

} // namespace hubwatch::ui
