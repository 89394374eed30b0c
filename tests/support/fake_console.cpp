#include "support/fake_console.h"

#include <QMetaObject>
#include <algorithm>

namespace hubwatch::testing {

void FakeConsole::ask(const ChartQuery &query)
{
    queries.push_back(query);
    open.push_back(query);
    if (answersAtOnce) // by message, as the real one: never inside ask()
        QMetaObject::invokeMethod(
            this, [this, query] { answer(query); }, Qt::QueuedConnection);
}

void FakeConsole::askChoices()
{
    QMetaObject::invokeMethod(
        this, [this] { emit choicesFound(choices); }, Qt::QueuedConnection);
}

void FakeConsole::show(Snapshot snapshot)
{
    m_snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    emit snapshotChanged(m_snapshot);
}

void FakeConsole::answer(const ChartQuery &query)
{
    std::erase_if(open, [&](const ChartQuery &other) { return other.id == query.id; });
    if (std::ranges::find(forgotten, query.id) != forgotten.end())
        return;
    ChartAnswer answer = history ? history(query) : ChartAnswer{};
    answer.id = query.id;
    answer.from = query.from;
    answer.to = query.to;
    emit answered(std::make_shared<const ChartAnswer>(std::move(answer)));
}

void FakeConsole::answerAll()
{
    const std::vector<ChartQuery> waiting = open;
    for (const ChartQuery &query : waiting)
        answer(query);
}

} // namespace hubwatch::testing
