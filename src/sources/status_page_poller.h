// StatusPagePoller: reads HubSpot's status page.
#pragma once

#include "base/call_scope.h"
#include "hubspot/status_page.h"
#include "net/http.h"

#include <QObject>

namespace hubwatch {

/// Reads /api/v2/summary.json every two minutes, more often while something is wrong there. No token is sent.
class StatusPagePoller : public QObject
{
    Q_OBJECT

public:
    StatusPagePoller(QUrl page, HttpClient &http, Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();

    static constexpr Duration calmInterval = 120s;
    static constexpr Duration troubledInterval = 60s;

signals:
    void polled(const hubwatch::Result<hubwatch::StatusPage> &page, hubwatch::TimePoint at);

private:
    void ask();

    QUrl m_page;
    HttpClient &m_http;
    Clock &m_clock;
    bool m_running = false;
    CallScope m_calls = {};
};

/// Where HubSpot tells of itself.
QUrl hubSpotStatusPage();

} // namespace hubwatch
