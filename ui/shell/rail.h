// Rail: the way between the pages, at the left.
#pragma once

#include "ui/shell/verdicts.h"

#include <QAbstractButton>
#include <QWidget>
#include <vector>

namespace hubwatch::ui {

/// Icon over word, an accent bar when current, a count when something waits there.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString &icon, const QString &word, QWidget *parent = nullptr);
    void setBadge(int count, Mark mark);
    QSize sizeHint() const override { return {84, 60}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    int m_badge = 0;
    Mark m_badgeMark = Mark::Bad;
};

class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void setCurrent(Page page);
    void setBadge(Page page, int count, Mark mark);

signals:
    void chosen(hubwatch::ui::Page page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<std::pair<Page, RailButton *>> m_buttons = {};
};

/// The account's colour down the left edge: warm for production, cool for a sandbox, both when there are both.
class AccountEdge : public QWidget
{
    Q_OBJECT

public:
    explicit AccountEdge(QWidget *parent = nullptr);
    void setAccounts(const std::vector<AccountConfig> &accounts);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<AccountConfig::Kind> m_kinds = {};
};

} // namespace hubwatch::ui
