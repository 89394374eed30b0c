// DiscoveryDesk: looks at what is behind pasted URLs, several at a time.
#pragma once

#include "app/engine/discovery_runner.h"
#include "base/call_scope.h"

#include <map>
#include <memory>

namespace hubwatch {

class DiscoveryDesk
{
public:
    DiscoveryDesk(HttpClient &http, Clock &clock, std::function<void(const Discovery &)> answer);

    /// One answer for each.
    void discover(const QStringList &urls);

private:
    HttpClient &m_http;
    Clock &m_clock;
    std::function<void(const Discovery &)> m_answer;
    std::map<std::uint64_t, std::unique_ptr<DiscoveryRunner>> m_runners = {};
    std::uint64_t m_count = 0;
    CallScope m_calls;
};

} // namespace hubwatch
