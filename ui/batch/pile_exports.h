// PileExports: the piles of a job as CSV files.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/shell/text_line.h"

#include <array>

class QLabel;
class QPushButton;

namespace hubwatch::ui {

/// "lifecycle-fix-failed.csv"; `pile` nothing: all of them.
QString exportName(const BatchJob &job, std::optional<Pile> pile);
/// What this console must do for the job, or need not; empty when it has ended.
QString safetyHint(const BatchJob &job, TimePoint now);

/// Nothing to save before the first row; the hint on what the job needs stands in any case.
class PileExports : public QWidget
{
    Q_OBJECT

public:
    explicit PileExports(QWidget *parent = nullptr);
    void show(const BatchJob &job, TimePoint now);

signals:
    void wanted(const std::vector<hubwatch::Pile> &piles, const QString &name);

private:
    void offer(std::optional<Pile> pile);

    BatchJob m_job = {};
    QLabel *m_title = nullptr;
    std::array<QPushButton *, 4> m_piles = {};
    QPushButton *m_all = nullptr;
    TextLine *m_hint = nullptr;
};

} // namespace hubwatch::ui
