// Playbook: section 11-2 of the handbook, and what an incident's figures say of each of its rows.
#pragma once

#include "hubspot/api_error.h"

#include <map>
#include <span>

namespace hubwatch {

/// A row of the table.
struct PlaybookEntry {
    QString status = {};  ///< for people: "500 / 502 / 503"
    QString counted = {}; ///< as calls are counted: "5xx"
    QString cause = {};
    QString action = {}; ///< the next step
    QString owner = {};  ///< who takes it: "integration", "HubSpot", "portal admin"

    bool operator==(const PlaybookEntry &) const = default;
};

/// 400 401 403 404 409 429 and 500/502/503, in this order.
std::span<const PlaybookEntry> playbook();

/// What is known of an incident besides the table.
struct PlaybookFacts {
    /// Of one status, in the incident's window and in as long a time before.
    struct Count {
        double now = 0;
        double before = 0;
        QStringList endpoints = {}; ///< that answered so: "contacts-sync contacts.search"
        QStringList services = {};

        bool operator==(const Count &) const = default;
    };

    std::map<QString, Count> counts = {}; ///< by PlaybookEntry::counted, "success" and others, too
    int endpoints = 0;                    ///< how many were called at all
    std::map<ApiError::Cause, double> causes = {};
    QStringList scopes = {}; ///< missing ones, as HubSpot named them
    std::optional<Duration> retryAfter = {};
    bool hubspotGood = false; ///< known to be
    bool tokenGood = false;   ///< known to be
    QString deploy = {};      ///< one shortly before, in words: "deploy of contacts-sync 4m before the start"
};

/// What the figures say of this row, as a sentence; empty where they say nothing, and of a status that did not come.
QString playbookHere(const PlaybookEntry &entry, const PlaybookFacts &facts);

} // namespace hubwatch
