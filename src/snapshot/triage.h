// Triage: what an incident is looked into by. Values that cross from the engine to the window.
#pragma once

#include "hubspot/api_error.h"
#include "hubspot/failed_call.h"
#include "metrics/labels.h"
#include "store/event.h"

#include <QStringList>
#include <map>
#include <optional>
#include <vector>

namespace hubwatch {

/// Calls of one endpoint of a service, by status, in the window and per the same length of time before.
struct EndpointCalls {
    struct Cell {
        double now = 0;
        double before = 0;    ///< scaled to the length of the window
        bool changed = false; ///< more than chance explains

        bool operator==(const Cell &) const = default;
    };

    QString service = {};
    QString endpoint = {}; ///< as labelled: "contacts.batchUpdate"; empty: not labelled
    std::map<QString, Cell> byStatus
        = {}; ///< "success", "400", "401", "403", "404", "409", "429", "5xx", others as they are
    Cell all = {};
    QString advice = {}; ///< "retry with backoff", "search allows 5/s per account"; "-" when all is well

    bool operator==(const EndpointCalls &) const = default;
};

/// How many failed calls had one cause, and what to do about it.
struct CauseCount {
    ApiError::Cause cause = ApiError::Cause::Other;
    int status = 0;
    double count = 0;
    QString words = {}; ///< "expired: the refresh did not run", "daily limit: waiting helps until 00:00 JST"
    std::optional<TimePoint> waitUntil = {};
    std::optional<TimePoint> newest = {};

    bool operator==(const CauseCount &) const = default;
};

/// A row of the handbook's table, with this incident's numbers.
struct PlaybookRow {
    QString status = {}; ///< "429", "500 / 502 / 503"
    double count = 0;    ///< in the window
    double before = 0;
    QString cause = {};  ///< "Rate limit reached"
    QString here = {};   ///< what this incident's figures say of it; empty: nothing
    QString action = {}; ///< the next step
    QString owner = {};  ///< who: "integration", "HubSpot", "portal admin"

    bool operator==(const PlaybookRow &) const = default;
};

struct TriageQuestion {
    std::uint64_t id = 0; ///< the asker's
    qint64 incident = 0;
    QStringList services = {};
    TimePoint from = {}; ///< of the window looked at
    TimePoint to = {};
    Duration before = 1h; ///< how much before `from` it is compared with

    bool operator==(const TriageQuestion &) const = default;
};

struct TriageAnswer {
    std::uint64_t id = 0;
    TriageQuestion question = {};
    std::vector<EndpointCalls> endpoints = {}; ///< the most changed first
    std::vector<CauseCount> auth = {};         ///< of 401 and 403
    std::vector<CauseCount> rate = {};         ///< of 429
    std::vector<PlaybookRow> playbook = {};    ///< rows with a count first
    std::vector<FailedCall> failures = {};     ///< with correlation ids, newest first
    std::vector<Event> timeline = {};          ///< from half an hour before the incident on, oldest first
    QString note = {};                         ///< "contacts-sync exposes no endpoint label"
    QString problem = {};                      ///< why it could not be answered
};

/// A stored series that moved around an instant.
struct MovedSeries {
    QString service = {};
    QString series = {}; ///< `hubspot_api_calls_total{endpoint="..."}`
    bool rate = false;   ///< of a counter: per second
    double before = 0;
    double after = 0;
    double score = 0; ///< how many of its own usual steps it moved

    bool operator==(const MovedSeries &) const = default;
};

struct MovedQuestion {
    std::uint64_t id = 0;
    QStringList services = {}; ///< empty: all
    TimePoint around = {};     ///< the start
    Duration before = 15min;
    Duration after = 10min;
    int most = 50;

    bool operator==(const MovedQuestion &) const = default;
};

struct MovedAnswer {
    std::uint64_t id = 0;
    std::vector<MovedSeries> series = {}; ///< highest score first
    size_t ranked = 0;                    ///< how many series were looked at
    Duration took = {};
    QString problem = {};
};

/// A safe look at HubSpot from here: a read-only GET, its time in parts. Nothing secret in it.
struct HubSpotProbe {
    QString account = {}; ///< empty: without a token
    QString host = {};
    TimePoint at = {};
    std::optional<Duration> dns = {};
    std::optional<Duration> connect = {};
    std::optional<Duration> tls = {};
    std::optional<Duration> firstByte = {};
    QString address = {};     ///< the IP it came to
    QString fingerprint = {}; ///< of the token in use: kind, region, last four
    QString region = {};      ///< "na1"
    int status = 0;
    QString words = {}; ///< how far it came, and what that says
    bool good = false;

    bool operator==(const HubSpotProbe &) const = default;
};

} // namespace hubwatch
