// PartTabs: the quiet row of words over a page's parts.
#pragma once

#include "ui/mark.h"

#include <QAbstractButton>
#include <functional>
#include <vector>

class QStackedWidget;

namespace hubwatch::ui {

/// A word, how many, and a mark when something needs a look.
class PartTab : public QAbstractButton
{
    Q_OBJECT

public:
    PartTab(const QString &word, const QString &tip, QWidget *parent = nullptr);
    void setState(int count, Mark mark);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString countWords() const;

    int m_count = 0;
    Mark m_mark = Mark::None;
};

class PartTabs : public QWidget
{
    Q_OBJECT

public:
    struct Entry {
        QString word;
        const char *name;
    };

    PartTabs(const std::vector<Entry> &entries, QWidget *parent = nullptr);
    void setCurrent(int at);
    void setState(int at, int count, Mark mark);

signals:
    void chosen(int at);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<PartTab *> m_tabs = {};
};

/// Shows a part of `page`. It takes the focus where another part had it: else the stack would give it to the first
/// button of the part that comes.
void showPartOf(QWidget &page, QStackedWidget &stack, int at);
/// Alt+1, Alt+2 ... for the parts of `page`.
void addPartKeys(QWidget &page, int count, const std::function<void(int)> &show);

} // namespace hubwatch::ui
