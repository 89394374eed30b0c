// RulesPage: rules, mutes, routes and the ledger of deliveries.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

namespace hubwatch::ui {

enum class RulesPart { Rules, Mutes, Routes, Ledger };

class RulesPage : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPage(Console &console, QWidget *parent = nullptr);

    void showPart(RulesPart part);
    /// The rule's details; with a service the explanation of its alert.
    void explain(const AlertId &alert);
    /// The ledger, searched for `text`.
    void searchLedger(const QString &text);
    bool settled() const;

signals:
    void signalOpened(const QString &service, const QString &signal);

private:
    Console &m_console;
};

} // namespace hubwatch::ui
