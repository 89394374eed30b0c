// Skeleton: the layout as it will stand, before anything is known.
#pragma once

#include "ui/shell/text_line.h"

namespace hubwatch::ui {

/// A service's card without words: quiet bars where they will be.
class SkeletonCard : public Panel
{
    Q_OBJECT

public:
    explicit SkeletonCard(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace hubwatch::ui
