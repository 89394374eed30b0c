// StatusLine: the 26 px at the foot: whose console, how fresh, what is stored, what time it is here.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/shell/text_line.h"

#include <QWidget>

class QTimer;

namespace hubwatch::ui {

class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    void setSnapshot(const Snapshot &snapshot);
    /// Nothing is said to be well while the engine is not heard of.
    void setBlind(std::optional<TimePoint> since);

protected:
    void paintEvent(QPaintEvent *event) override;

    void resizeEvent(QResizeEvent *event) override;

private:
    void tick();
    void showLeft(bool folded);
    void shareRoom();

    TextLine *m_left = nullptr;
    TextLine *m_store = nullptr;
    TextLine *m_deliveries = nullptr;
    TextLine *m_own = nullptr;
    TextLine *m_clock = nullptr;
    /// Two points of the stored scrapes' count, for the pace.
    TimePoint m_paceFrom = {};
    std::int64_t m_paceCount = 0;
    double m_perMinute = -1;
    QString m_accounts = {};
    QString m_accountsShort = {};
    std::vector<TextRun> m_rest = {}; ///< of what stands left
    bool m_storeFault = false;
};

/// "prod 4242", "prod 4242, sandbox 77"; "no account" without one.
QString accountsText(const std::vector<AccountConfig> &accounts);

/// "prod 4242 +4": the first account, and how many more there are.
QString accountsBrief(const std::vector<AccountConfig> &accounts);

/// When any endpoint was polled last.
std::optional<TimePoint> lastPoll(const Snapshot &snapshot);

} // namespace hubwatch::ui
