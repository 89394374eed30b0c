// IncidentsPage: the incidents, and one of them to be looked into.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

namespace hubwatch::ui {

class IncidentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(Console &console, QWidget *parent = nullptr);

    /// Shows this incident; the first open one for 0.
    void select(qint64 incident);
    /// Everything asked for has been answered.
    bool settled() const;

signals:
    void signalOpened(const QString &service, const QString &signal);
    /// On the rules page: why this alert stands as it does.
    void alertExplained(const hubwatch::AlertId &alert);
    void accountOpened(const QString &account);

private:
    Console &m_console;
};

} // namespace hubwatch::ui
