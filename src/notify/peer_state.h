// PeerState: the consoles of one team that share the work of telling.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>
#include <vector>

namespace hubwatch {

/// Consoles that share the work of telling.
struct PeerState {
    struct Peer {
        QString name = {};
        bool self = false;
        bool alive = false;
        std::optional<TimePoint> seenAt = {};

        bool operator==(const Peer &) const = default;
    };

    bool on = false;
    std::vector<Peer> peers = {}; ///< in the order in which they tell
    int position = 0;             ///< this console's: it waits that many times 15 s for the others
    QString fault = {};           ///< the folder cannot be used: this console tells by itself, at once

    bool operator==(const PeerState &) const = default;
};

} // namespace hubwatch
