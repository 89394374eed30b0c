// ChartFeed: asks for the panels' histories, and lets only the newest answer of each through.
#pragma once

#include "snapshot/console.h"

#include <QHash>
#include <QTimer>

namespace hubwatch::ui {

/// Several pages ask the same Console, so ids are unique in the process.
std::uint64_t nextQueryId();

/// A newer question of a panel voids its older one. An answer that takes long is told once, so that a loading state may
/// show without flickering for the quick ones.
class ChartFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr int slowAfterMs = 300;

    explicit ChartFeed(Console &console, QObject *parent = nullptr);
    ~ChartFeed() override;

    void ask(const QString &panel, ChartQuery query);
    void forget(const QString &panel);
    bool waiting(const QString &panel) const { return m_open.contains(panel); }
    bool idle() const { return m_open.isEmpty(); }

signals:
    void answered(const QString &panel, const hubwatch::ChartAnswerPtr &answer);
    void slow(const QString &panel);

private:
    void take(const ChartAnswerPtr &answer);

    Console &m_console;
    QHash<QString, std::uint64_t> m_open = {};
};

} // namespace hubwatch::ui
