// PanelHeader: the line over a chart: state, title, key figure, and what it stands on.
#pragma once

#include "ui/charts/chart_summary.h"

#include <QWidget>

namespace hubwatch::ui {

/// Painted by hand, so that nothing moves when a figure grows by a digit: the evidence is right-aligned and elided.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setHeadline(const Headline &headline);
    /// Stands in the evidence's place while a crosshair is shown; empty: the evidence again.
    void setCrosshair(const QString &values);
    /// The picture is older than what was asked for.
    void setReading(bool reading);

    QString title() const { return m_title; }
    const Headline &headline() const { return m_headline; }
    QString aside() const;

    QSize sizeHint() const override { return {200, 34}; }
    QSize minimumSizeHint() const override { return {120, 34}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    QString m_title = {};
    Headline m_headline = {};
    QString m_crosshair = {};
    bool m_reading = false;
};

} // namespace hubwatch::ui
