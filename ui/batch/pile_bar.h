// PileBar: how far a job is, in the colours of its four piles.
#pragma once

#include "batch/job.h"

#include <QWidget>

namespace hubwatch::ui {

/// Done, failed, unknown (hatched), skipped, then what is not touched yet. A pile that is there is at least two pixels
/// wide, so that one failed row of a million is seen.
class PileBar : public QWidget
{
    Q_OBJECT

public:
    explicit PileBar(QWidget *parent = nullptr);
    void setPiles(const JobPiles &piles, std::int64_t rows);

    struct Part {
        Pile pile = Pile::Done;
        double from = 0; ///< of the width
        double to = 0;
    };
    std::vector<Part> parts() const;
    QSize sizeHint() const override { return {200, 12}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    JobPiles m_piles = {};
    std::int64_t m_rows = 0;
};

/// A level from nothing to all.
class FillBar : public QWidget
{
    Q_OBJECT

public:
    explicit FillBar(QWidget *parent = nullptr);
    void setFilled(double share, bool held);
    QSize sizeHint() const override { return {120, 8}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = 0;
    bool m_held = false;
};

} // namespace hubwatch::ui
