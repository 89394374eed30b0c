// Labelled alerts: all alerts of a snapshot with their labels and their words, for matchers to choose from. Pure.
#pragma once

#include "alerts/matcher.h"
#include "snapshot/snapshot.h"
#include "ui/credentials/credential_words.h"

namespace hubwatch::ui {

struct LabelledAlert {
    AlertId id = {};
    AlertLabels labels = {};
    Alert::State state = Alert::State::Inactive;
    QString title = {};   ///< "contacts-sync: api.error_rate"
    MarkedWord word = {}; ///< "firing", "pending", "quiet"
};

/// Firing ones first, then pending ones, then the others, each in the order of the services.
std::vector<LabelledAlert> labelledAlerts(const Snapshot &snapshot);

struct MatchCount {
    std::vector<const LabelledAlert *> matching = {}; ///< points into what was given
    int firing = 0;
    int all = 0;
};
MatchCount matching(const std::vector<LabelledAlert> &alerts, const std::vector<Matcher> &matchers);

/// "matches 4 of 52 alerts, 1 of them fires now"
QString matchWords(const MatchCount &count);

MarkedWord alertStateWord(Alert::State state, bool blind);

} // namespace hubwatch::ui
