// StepLink: one step of the bar, as a link.
#pragma once

#include "ui/mark.h"

#include <QAbstractButton>

namespace hubwatch::ui {

/// A mark and a word; without a frame, since the bar is a line of text and not a row of buttons.
class StepLink : public QAbstractButton
{
    Q_OBJECT

public:
    StepLink(const char *name, const QString &word, QWidget *parent);

    void setStanding(Mark mark, bool current, bool reachable);
    void setMark(Mark mark) { setStanding(mark, m_current, isEnabled()); }
    Mark mark() const { return m_mark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Mark m_mark = Mark::NotYet;
    bool m_current = false;
};

} // namespace hubwatch::ui
