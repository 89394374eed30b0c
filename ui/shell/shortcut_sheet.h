// ShortcutSheet: every key of the window on one page (F1).
#pragma once

#include <QDialog>

namespace hubwatch::ui {

class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *parent = nullptr);
};

} // namespace hubwatch::ui
