// BacktestDesk: runs rules over stored history, a bounded piece of work at a time.
#pragma once

#include "app/engine/chart_desk.h"
#include "snapshot/alert_commands.h"

#include <QObject>

namespace hubwatch {

/// One question at a time; a newer one makes the older one void. Thirty days of four services take seconds, and no poll
/// waits for more than one piece of them.
class BacktestDesk : public QObject
{
    Q_OBJECT

public:
    BacktestDesk(const Store &store, Clock &clock, std::function<std::vector<DeskService>()> services,
                 QObject *parent = nullptr);
    ~BacktestDesk() override;

    void ask(const BacktestQuestion &question);
    void forget();

signals:
    void answered(const hubwatch::BacktestAnswer &answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
