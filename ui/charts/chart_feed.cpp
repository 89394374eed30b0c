#include "ui/charts/chart_feed.h"

#include <atomic>

namespace hubwatch::ui {

std::uint64_t nextQueryId()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

ChartFeed::ChartFeed(Console &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
{
    connect(&console, &Console::answered, this, &ChartFeed::take);
}

ChartFeed::~ChartFeed()
{
    for (const std::uint64_t id : std::as_const(m_open))
        m_console.forget(id);
}

void ChartFeed::ask(const QString &panel, ChartQuery query)
{
    forget(panel);
    query.id = nextQueryId();
    m_open.insert(panel, query.id);
    QTimer::singleShot(slowAfterMs, this, [this, panel, id = query.id] {
        if (m_open.value(panel) == id)
            emit slow(panel);
    });
    m_console.ask(query);
}

void ChartFeed::forget(const QString &panel)
{
    if (const auto open = m_open.constFind(panel); open != m_open.cend()) {
        m_console.forget(*open);
        m_open.erase(open);
    }
}

void ChartFeed::take(const ChartAnswerPtr &answer)
{
    for (auto open = m_open.cbegin(); open != m_open.cend(); ++open) {
        if (*open != answer->id)
            continue;
        const QString panel = open.key();
        m_open.erase(open);
        return emit answered(panel, answer);
    }
}

} // namespace hubwatch::ui
