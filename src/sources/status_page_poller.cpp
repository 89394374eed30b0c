#include "sources/status_page_poller.h"

#include "hubspot/api_requests.h"

#include <utility>

namespace hubwatch {

namespace {

constexpr Duration firstLook = 1s;

bool calm(const Result<StatusPage> &page)
{
    return page && page->level == StatusPage::Level::Operational && page->incidents.empty();
}

} // namespace

QUrl hubSpotStatusPage()
{
    return QUrl(QStringLiteral("https://status.hubspot.com"));
}

StatusPagePoller::StatusPagePoller(QUrl page, HttpClient &http, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_page(std::move(page))
    , m_http(http)
    , m_clock(clock)
{ }

void StatusPagePoller::start()
{
    if (std::exchange(m_running, true))
        return;
    m_clock.after(firstLook, m_calls.context(), [this] { ask(); });
}

void StatusPagePoller::stop()
{
    m_running = false;
    m_calls.cancelAll();
}

void StatusPagePoller::ask()
{
    const TimePoint at = m_clock.now();
    m_http.send(statusPageRequest(m_page), m_calls.context(), [this, at](const Result<HttpResponse> &reply) {
        const Result<StatusPage> page
            = reply ? parseStatusPage(reply->body) : Result<StatusPage>(tl::unexpected(reply.error()));
        m_clock.after(calm(page) ? calmInterval : troubledInterval, m_calls.context(), [this] { ask(); });
        emit polled(page, at);
    });
}

} // namespace hubwatch
