// BenchService: a small service that syncs with HubSpot, well or badly, for the resilience bench to judge.
#pragma once

#include "base/call_scope.h"
#include "base/system_clock.h"
#include "net/loopback_server.h"
#include "net/qt_http.h"

#include <QRandomGenerator>
#include <deque>
#include <tuple>
#include <utility>

namespace hubwatch::testing {

struct BenchServiceHabits {
    bool backsOff = true;        ///< gaps grow and differ; else it repeats at once
    bool obeysRetryAfter = true; ///< in whatever form
    bool batches = true;         ///< six batches of twenty; else a dozen records one by one
    bool caches = true;          ///< properties are read in the first run alone; else with each record
    int inFlight = 3;            ///< calls in flight
    int attempts = 4;            ///< of each call
    bool dies = false;           ///< at the first 5xx
    bool restarts = false;       ///< at the first 5xx, and is there again before anybody looks
    bool starts = true;          ///< does anything on POST /sync
    bool answersAtOnce = true;   ///< 202 when asked, or 200 when the run is over
    bool readinessIsTrue = true; ///< asks HubSpot; else 200 whatever happens
    QByteArray host = {};        ///< the Host header of its calls; empty: as the URL says
};

class BenchService
{
public:
    explicit BenchService(BenchServiceHabits habits)
        : m_habits(habits)
        , m_server([this](const ServedRequest &request, const LoopbackServer::Respond &respond) {
            handle(request, respond);
        })
    {
        std::ignore = m_server.listen(0);
    }

    QUrl url(const QString &path = {}) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.port()).arg(path));
    }

    void run()
    {
        if (!m_habits.starts)
            return;
        if (!m_habits.caches) {
            for (int i = 0; i < 12; ++i)
                m_waiting.push_back({properties()});
        } else if (!m_knowsProperties) {
            m_waiting.push_back({properties()});
        }
        if (m_habits.batches) {
            for (int i = 0; i < 6; ++i)
                m_waiting.push_back({batch(i)});
        } else {
            for (int i = 0; i < 12; ++i)
                m_waiting.push_back({ask(QStringLiteral("/crm/v3/objects/contacts/%1").arg(501 + i))});
        }
        pump();
    }

    QUrl hubspot = {};

private:
    struct Job {
        HttpRequest request = {};
        int attempt = 1;
    };

    HttpRequest ask(const QString &path) const
    {
        QUrl url = hubspot;
        url.setPath(path);
        HttpRequest request{
            .url = url, .headers = {{"Authorization", "Bearer pat-na1-bench"}}, .timeout = 5s, .once = true};
        if (!m_habits.host.isEmpty())
            request.headers.push_back({"Host", m_habits.host});
        return request;
    }
    HttpRequest properties() const { return ask(QStringLiteral("/crm/v3/properties/contacts")); }
    HttpRequest batch(int number) const
    {
        HttpRequest request = ask(QStringLiteral("/crm/v3/objects/contacts/batch/update"));
        request.method = HttpRequest::Method::Post;
        request.headers.push_back({"Content-Type", "application/json"});
        QByteArray inputs;
        for (int i = 0; i < 20; ++i)
            inputs += (i ? "," : "") + QByteArray(R"({"properties":{"city":"Nara"},"id":")")
                + QByteArray::number(number * 20 + i) + "\"}";
        request.body = R"({"inputs":[)" + inputs + "]}";
        return request;
    }

    void pump()
    {
        while (m_open < m_habits.inFlight && !m_waiting.empty()) {
            const Job next = m_waiting.front();
            m_waiting.pop_front();
            send(next);
        }
        if (m_open + m_sleeping == 0 && m_waiting.empty() && m_atEnd)
            std::exchange(m_atEnd, {})({.body = "done"});
    }

    void send(const Job &made)
    {
        ++m_open;
        HttpRequest request = made.request;
        request.lane = m_open; // no connection waits for another
        m_http.send(std::move(request), m_calls.context(), [this, made](const Result<HttpResponse> &result) {
            --m_open;
            took(made, result);
            pump();
        });
    }

    void took(const Job &made, const Result<HttpResponse> &result)
    {
        if (result) {
            m_knowsProperties = m_knowsProperties || made.request.url.path().contains(QStringLiteral("properties"));
            return;
        }
        const int status = result.error().status;
        if (m_habits.dies && status >= 500)
            return die();
        if (m_habits.restarts && status >= 500) {
            m_habits.restarts = false;
            m_processStart += 40;
            return m_waiting.clear();
        }
        const bool isFinal = status >= 400 && status < 500 && status != 429 && m_habits.backsOff;
        if (isFinal || made.attempt >= m_habits.attempts)
            return;
        Job again = made;
        ++again.attempt;
        ++m_sleeping;
        m_clock.after(delay(made.attempt, result.error()), m_calls.context(), [this, again] {
            --m_sleeping;
            m_waiting.push_back(again);
            pump();
        });
    }

    Duration delay(int attempt, const Error &error)
    {
        if (!m_habits.backsOff)
            return 0ms;
        double base = 40;
        for (int i = 1; i < attempt; ++i)
            base *= 3;
        const auto backoff = Duration(qint64(base * (0.75 + 0.5 * m_chance.generateDouble())));
        if (!m_habits.obeysRetryAfter)
            return backoff;
        const double fraction = headerValue(error.headers, "Retry-After").toDouble(); // Hubwatch's own knows none
        return backoff + std::max(error.retryAfter.value_or(0ms), Duration(qint64(fraction * 1000)));
    }

    void die()
    {
        m_habits.starts = false;
        m_waiting.clear();
        m_clock.after(0ms, &m_end, [this] {
            m_calls.cancelAll();
            m_server.close();
        });
    }

    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond)
    {
        if (request.path == "/sync" && request.method == "POST") {
            if (m_habits.answersAtOnce)
                respond({.status = 202, .body = "started"});
            else
                m_atEnd = respond;
            return run();
        }
        if (request.path == "/readiness" && m_habits.readinessIsTrue)
            return m_http.send(ask(QStringLiteral("/account-info/v3/details")), m_calls.context(),
                               [respond](const Result<HttpResponse> &result) {
                                   respond({.status = result ? 200 : 503, .body = "readiness"});
                               });
        if (request.path == "/metrics")
            return respond({.body = "process_start_time_seconds " + QByteArray::number(m_processStart) + "\n",
                            .headers = {{"Content-Type", "text/plain; version=0.0.4"}}});
        respond({.status = request.path == "/health" || request.path == "/readiness" ? 200 : 404, .body = "ok"});
    }

    BenchServiceHabits m_habits;
    SystemClock m_clock;
    QtHttp m_http;
    QRandomGenerator m_chance{7};
    std::deque<Job> m_waiting = {};
    int m_open = 0;
    qint64 m_processStart = 1'763'884'000;
    int m_sleeping = 0; ///< until they are tried again
    bool m_knowsProperties = false;
    LoopbackServer::Respond m_atEnd = {};
    LoopbackServer m_server;
    QObject m_end;
    CallScope m_calls;
};

} // namespace hubwatch::testing
