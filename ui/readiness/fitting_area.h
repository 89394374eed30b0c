// FittingArea: a scroll area as high as what it holds, while there is room.
#pragma once

#include <QScrollArea>

namespace hubwatch::ui {

class FittingArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit FittingArea(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace hubwatch::ui
