// BatchPage: jobs, one at a time: a new one step by step, a running one, an ended one; and all of them as a list.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

namespace hubwatch::ui {

class BatchPage : public QWidget
{
    Q_OBJECT

public:
    explicit BatchPage(Console &console, QWidget *parent = nullptr);

    /// A job by id, wherever it stands; empty: the list.
    void openJob(const QString &job);
    void startNew();
    /// Everything asked for is there.
    bool settled() const;

signals:
    /// An event of the job is shown in the charts from here on.
    void chartsOpened(const QString &service);

private:
    Console &m_console;
};

} // namespace hubwatch::ui
