// Ledger: every attempt to tell somebody, and what was not sent and why. What the window searches.
#pragma once

#include "notify/courier.h"

#include <vector>

namespace hubwatch {

struct LedgerEntry {
    enum class Result {
        Trying, ///< sent, not answered yet
        Delivered,
        Later,    ///< failed, will be tried again at `nextTry`
        Refused,  ///< will not be tried again by itself
        Unknown,  ///< Hubwatch ended between sending and hearing: it is sent again
        Withheld, ///< would have been sent: muted, inhibited, acknowledged, or another console's turn
        Dropped,  ///< a person gave it up
    };

    qint64 id = 0;
    qint64 notice = 0; ///< of the outbox; 0: Withheld
    TimePoint at = {};
    QString route = {};
    QString kind = {}; ///< routeKindText()
    Notice::Event event = Notice::Event::Trigger;
    Notice::Reason reason = Notice::Reason::FirstNotification;
    QString key = {};
    QString subject = {}; ///< for people: "contacts-sync: API error rate 7.2 %", "+ 4 more"
    int alerts = 0;
    int attempt = 0;
    Result result = Result::Trying;
    int status = 0;
    Duration took = {};
    QString words = {};    ///< what was answered; why it was withheld: "muted by anna until 04:00: deploy"
    QString bodyHash = {}; ///< first 12 hex digits of SHA-256 over the notice: duplicates are told by it
    std::optional<TimePoint> nextTry = {};

    bool operator==(const LedgerEntry &) const = default;
};
QString resultText(LedgerEntry::Result result); ///< "delivered", "will retry", "refused", "unknown", "withheld" ...

/// Which entries; empty members do not narrow.
struct LedgerQuery {
    std::uint64_t id = 0; ///< the asker's
    QString text = {};    ///< in subject, key, words, route, case-insensitive
    QString route = {};
    std::optional<LedgerEntry::Result> result = {};
    std::optional<TimePoint> from = {};
    std::optional<TimePoint> to = {};
    int most = 500;

    bool operator==(const LedgerQuery &) const = default;
};

struct LedgerAnswer {
    std::uint64_t id = 0;
    std::vector<LedgerEntry> entries = {}; ///< newest first
    qint64 all = 0;                        ///< how many match in all
    QString problem = {};                  ///< why it cannot be read
};

} // namespace hubwatch
