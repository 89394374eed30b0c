// MarkView: a mark alone, in the middle of its place.
#pragma once

#include "ui/mark.h"

#include <QWidget>

namespace hubwatch::ui {

class MarkView : public QWidget
{
    Q_OBJECT

public:
    /// `side` pixels high and wide.
    MarkView(int side, QWidget *parent);
    void setMark(Mark mark);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Mark m_mark = Mark::Bad;
};

} // namespace hubwatch::ui
