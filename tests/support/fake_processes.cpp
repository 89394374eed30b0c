#include "support/fake_processes.h"

#include <algorithm>
#include <utility>

namespace hubwatch::testing {

void FakeProcesses::run(ProcessRequest request, QObject *context, Reply reply)
{
    requests.push_back(std::move(request));
    m_calls.push_back({.context = context, .reply = std::move(reply)});
}

bool FakeProcesses::answer(Result<ProcessOutcome> result)
{
    const auto call = std::ranges::find_if(m_calls, [](const Call &one) { return one.context && one.reply; });
    if (call == m_calls.end())
        return false;
    const Reply reply = std::exchange(call->reply, {});
    reply(std::move(result)); // may run another, and so move m_calls
    return true;
}

size_t FakeProcesses::waiting() const
{
    return size_t(std::ranges::count_if(m_calls, [](const Call &one) { return one.context && one.reply; }));
}

ProcessOutcome printed(QByteArray output)
{
    return {.output = std::move(output)};
}

ProcessOutcome failedWith(int exitCode, QByteArray errors)
{
    return {.exitCode = exitCode, .errors = std::move(errors)};
}

} // namespace hubwatch::testing
