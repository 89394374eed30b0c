// FirstGround: a page that has nothing to show yet: what it will show, and one action.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace hubwatch::ui {

/// Its parts are named for the page: "batchFirstRun", "batchFirstTitle", "batchFirstWords"; the button as it is told.
class FirstGround : public QWidget
{
    Q_OBJECT

public:
    FirstGround(const QString &page, const char *action, const QString &actionWords, QWidget *parent = nullptr);

    void say(const QString &title, const QString &words);
    QPushButton *button() const { return m_button; }

private:
    QLabel *m_title = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace hubwatch::ui
