// RulesPage: rules, mutes, routes and the ledger of deliveries.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QStackedWidget;

namespace hubwatch::ui {

class LedgerPart;
class MutesPart;
class PartTabs;
class RoutesPart;
class RuleListPart;

enum class RulesPart { Rules, Mutes, Routes, Ledger };

class RulesPage : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPage(Console &console, QWidget *parent = nullptr);

    void showPart(RulesPart part);
    RulesPart part() const { return m_part; }
    /// The rule's details; with a service the explanation of its alert.
    void explain(const AlertId &alert);
    /// The ledger, searched for `text`.
    void searchLedger(const QString &text);
    /// Everything asked was answered.
    bool settled() const;

signals:
    void signalOpened(const QString &service, const QString &signal);

private:
    void showSnapshot(const SnapshotPtr &snapshot);

    Console &m_console;
    QStackedWidget *m_stack = nullptr;
    RuleListPart *m_rules = nullptr;
    MutesPart *m_mutes = nullptr;
    RoutesPart *m_routes = nullptr;
    LedgerPart *m_ledger = nullptr;
    PartTabs *m_tabs = nullptr;
    RulesPart m_part = RulesPart::Rules;
};

} // namespace hubwatch::ui
