// Route words: how a route stands, what it takes, and what its mode cannot do. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/credentials/credential_words.h"

namespace hubwatch::ui {

/// "PagerDuty", "Slack (bot token)", "Slack (incoming webhook)" ...
QString routeKindTitle(const Route &route);
/// "delivering", "2 wait, the oldest 2 min", "1 refused", "never used"
MarkedWord routeStateWord(const RouteState &state, TimePoint now);
/// "Takes pages: 6 rules; and 2 that name it: sync.overdue, mine"
QString routeTakesText(const Route &route, const std::vector<Rule> &rules);
/// "1 notice waits, the oldest 2 min; next try in 12 s"; "Nothing waits."
QString routeQueueText(const RouteState &state, TimePoint now);
/// "Last told 3 min ago: first notification, 202 in 180 ms"
QString routeLastText(const RouteState &state, TimePoint now);
/// "Proved 26 h ago by a TEST, 202 in 180 ms"; "Never proved: fire a TEST."
MarkedWord routeProofWord(const RouteState &state, TimePoint now);
/// What a person should not expect of it; empty when there is nothing to say.
QString routeLimitText(const Route &route);

QString severitiesText(const std::vector<Rule::Severity> &severities);

MarkedWord heartbeatWord(const HeartbeatState &state, TimePoint now);
QString heartbeatText(const HeartbeatState &state, TimePoint now);
MarkedWord peersWord(const PeerState &state);
/// One line a console: "1. ops-laptop (this one), tells at once"
QStringList peerLines(const PeerState &state, TimePoint now);

} // namespace hubwatch::ui
