// Card texts: what each card of Now says. Pure.
#pragma once

#include "ui/now/alert_groups.h"

namespace hubwatch::ui {

/// What a card says. Cards with the same key are the same card at another instant.
struct CardText {
    QString key = {};
    Mark mark = Mark::Bad;
    QString title = {};
    QString line = {};
    std::vector<Fact> facts = {}; ///< unfolded by Explain
    QString service = {};
    QString signal = {};                              ///< empty: nothing to open on Charts
    bool unfolded = false;                            ///< its facts are what it has to say
    std::vector<AlertId> alerts = {};                 ///< what Mute mutes
    std::vector<AlertId> toTakeOn = {};               ///< what Acknowledge acknowledges: firing, and nobody has
    qint64 incident = 0;                              ///< what Open opens; 0: the charts
    bool quiet = false;                               ///< somebody looks after it
    QString foldWord = {};                            ///< "hides 3 alerts"; empty: nothing below it
    std::vector<std::pair<Mark, QString>> below = {}; ///< the alerts it hides

    bool operator==(const CardText &) const = default;
};

/// What is wrong with the console itself: workspace, store, network, a store set aside.
std::vector<CardText> troubleCards(const Snapshot &snapshot);
/// The board's groups with what they hide, then the facts that hide alerts, then what is taken on; at most `most`.
std::vector<CardText> alertCards(const Snapshot &snapshot, const AlertBoard &board, size_t most = 1000);
/// "3 muted" with a line for each, at most twenty; nullopt when nothing is.
std::optional<CardText> mutedCard(const AlertBoard &board, TimePoint now);
/// Puts what a fact hides below the card that says the fact; what has no such card stays in the board.
void hideBelow(std::vector<CardText> &cards, AlertBoard &board, TimePoint now);

} // namespace hubwatch::ui
