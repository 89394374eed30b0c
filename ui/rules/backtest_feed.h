// BacktestFeed: one backtest at a time, asked when the hands have come to rest.
#pragma once

#include "snapshot/console.h"

#include <QTimer>

namespace hubwatch::ui {

class BacktestFeed : public QObject
{
    Q_OBJECT

public:
    explicit BacktestFeed(Console &console, QObject *parent = nullptr);

    /// `wait`: until nothing newer came for so long. An answer to an older question is passed over.
    void ask(BacktestQuestion question, Duration wait);
    /// Nothing more comes; the engine is told when it was asked.
    void cancel();
    bool running() const { return m_open != 0 || m_timer.isActive(); }

signals:
    void answered(const hubwatch::BacktestAnswer &answer);

private:
    void send();

    Console &m_console;
    BacktestQuestion m_question = {};
    std::uint64_t m_open = 0;
    QTimer m_timer;
};

/// The present rule stands beside the candidate where they differ.
BacktestQuestion backtestQuestion(const Snapshot &snapshot, const Rule &candidate, const QString &presentName,
                                  Duration range);

} // namespace hubwatch::ui
