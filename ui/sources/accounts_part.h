// AccountsPart: the HubSpot accounts, one card each, and what can be done with them.
#pragma once

#include "snapshot/console.h"

#include <QHash>
#include <QWidget>

class QAction;
class QVBoxLayout;

namespace hubwatch::ui {

class FirstGround;
class AccountCard;
class OutcomePanel;
class TextLine;

class AccountsPart : public QWidget
{
    Q_OBJECT

public:
    explicit AccountsPart(Console &console, QWidget *parent = nullptr);

    void select(const QString &account);
    void addAccount();

private:
    void makeActions();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showSummary(const Snapshot &snapshot);
    void weighActions();
    void poll();
    void verify();
    void authorize();
    void edit();
    void remove();
    void useRegion(const QString &account, const QString &hublet);
    void takeOutcome(const CredentialOutcome &outcome);
    const AccountState *picked() const;

    Console &m_console;
    TextLine *m_summary = nullptr;
    OutcomePanel *m_outcome = nullptr;
    QVBoxLayout *m_cards = nullptr;
    FirstGround *m_empty = nullptr;
    QWidget *m_area = nullptr;
    QHash<QString, AccountCard *> m_byName = {};
    QStringList m_order = {};
    QString m_picked = {};
    QString m_verifying = {}; ///< the reference asked about
    QAction *m_poll = nullptr;
    QAction *m_verify = nullptr;
    QAction *m_authorize = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_add = nullptr;
};

} // namespace hubwatch::ui
