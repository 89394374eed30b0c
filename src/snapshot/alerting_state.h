// AlertingState: what the window knows of telling people: incidents, acknowledgements, mutes, routes.
#pragma once

#include "alerts/acknowledgement.h"
#include "alerts/cause.h"
#include "alerts/incident.h"
#include "alerts/mute.h"
#include "notify/heartbeat_state.h"
#include "notify/peer_state.h"
#include "notify/route_state.h"
#include "notify/silence.h"

#include <vector>

namespace hubwatch {

struct MuteState {
    Mute mute = {};
    bool active = false;
    std::optional<MuteSpan> span = {}; ///< the one that holds, or the next
    int matching = 0;                  ///< alerts of the book that it matches
    int quieted = 0;                   ///< firing ones among them

    bool operator==(const MuteState &) const = default;
};

struct AlertingState {
    std::vector<Incident> incidents = {}; ///< open ones first, then newest first; at most 500
    std::vector<Acknowledgement> acks = {};
    std::vector<MuteState> mutes = {}; ///< ended ones of the last ten minutes among them
    std::vector<Silence> silences = {};
    std::vector<Inhibition> inhibitions = {};
    std::vector<RouteState> routes
        = {}; ///< in the workspace's order, then such that are gone but have something to tell
    HeartbeatState heartbeat = {};
    PeerState peers = {};
    CauseFacts facts = {};
    int waiting = 0;           ///< notices in the outbox
    QString notice = {};       ///< what was damaged when things were restored
    QString fault = {};        ///< the outbox cannot be written: nothing is safe
    QString operatorName = {}; ///< who acts here, unless they say otherwise
};

} // namespace hubwatch
