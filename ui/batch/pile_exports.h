// PileExports: the piles of a job as CSV files.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/shell/text_line.h"

#include <array>

class QPushButton;

namespace hubwatch::ui {

/// "lifecycle-fix-failed.csv"; `pile` nothing: all of them.
QString exportName(const BatchJob &job, std::optional<Pile> pile);

class PileExports : public QWidget
{
    Q_OBJECT

public:
    explicit PileExports(QWidget *parent = nullptr);
    void show(const BatchJob &job);

signals:
    void wanted(const std::vector<hubwatch::Pile> &piles, const QString &name);

private:
    void offer(std::optional<Pile> pile);

    BatchJob m_job = {};
    std::array<QPushButton *, 4> m_piles = {};
    QPushButton *m_all = nullptr;
    TextLine *m_hint = nullptr;
};

} // namespace hubwatch::ui
