#include "support/fake_processes.h"

#include <algorithm>
#include <utility>

namespace hubwatch::testing {

void FakeProcesses::run(ProcessRequest request, QObject *context, Reply reply)
{
    requests.push_back(std::move(request));
    m_calls.push_back({.context = context, .reply = std::move(reply)});
}

void FakeProcesses::stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply)
{
    requests.push_back(std::move(request));
    m_calls.push_back({.context = context, .reply = std::move(reply), .onOutput = std::move(onOutput)});
}

bool FakeProcesses::feed(QByteArray piece)
{
    const auto call = std::ranges::find_if(m_calls, [](const Call &one) { return one.context && one.reply; });
    if (call == m_calls.end() || !call->onOutput)
        return false;
    const Slice onOutput = call->onOutput; // may run another, and so move m_calls
    onOutput(std::move(piece));
    return true;
}

bool FakeProcesses::answer(Result<ProcessOutcome> result)
{
    const auto call = std::ranges::find_if(m_calls, [](const Call &one) { return one.context && one.reply; });
    if (call == m_calls.end())
        return false;
    const Reply reply = std::exchange(call->reply, {});
    const Slice onOutput = std::exchange(call->onOutput, {});
    const QPointer<QObject> context = call->context;
    if (onOutput && result && !result->output.isEmpty())
        onOutput(std::exchange(result->output, {}));
    if (context)
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
