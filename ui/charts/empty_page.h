// EmptyPage: what the page Charts will show once a service is watched, and the one way there.
#pragma once

#include <QWidget>

namespace hubwatch::ui {

class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

signals:
    void addServiceWanted();
};

} // namespace hubwatch::ui
