// JobView: a job from its start on: the run, and its results.
#pragma once

#include "snapshot/console.h"
#include "ui/batch/step_bar.h"

#include <QWidget>

namespace hubwatch::ui {

class JobView : public QWidget
{
    Q_OBJECT

public:
    explicit JobView(Console &console, QWidget *parent = nullptr);

    void showJob(const QString &job);
    QString job() const;

signals:
    void jobOpened(const QString &job); ///< another one: its undo, the one it undoes
    void closed();

private:
    Console &m_console;
};

} // namespace hubwatch::ui
