// SimScript: what befalls the calls to the simulated HubSpot.
#pragma once

#include "base/clock.h"
#include "sim/chance.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace hubwatch {

/// One kind of bad weather, for the next `count` calls or until an instant.
struct SimSpell {
    enum class Kind {
        Expired,       ///< 401, EXPIRED_AUTHENTICATION
        Invalid,       ///< 401, INVALID_AUTHENTICATION
        MissingScopes, ///< 403; `scopes` are the required ones
        Locked,        ///< 423
        Moving,        ///< 477, with Retry-After
        WrongHublet,   ///< 488; `hublet` is the right one
        TenSecondly,   ///< 429 by policy
        Secondly,      //
        Daily,         //
        OtherLimit,    ///< 429 without a policy
        Failing,       ///< 5xx of HubSpot's own; `status`
        EdgePage,      ///< 521 to 526 as Cloudflare says it, in HTML; `status`
        Hanging,       ///< no answer at all
        CutShort,      ///< the right answer, half of it
        CaptivePortal, ///< 200 and a hotel's page
        Reset,         ///< the connection is closed before anything is done
        Lost,          ///< done, then the connection is closed without an answer
        LostHanging,   ///< done, then no answer at all
        Late,          ///< done only after `delay`, when the sender may long have given up
    };

    Kind kind = Kind::Failing;
    int status = 500;
    int count = 0; ///< calls left; 0: as many as come until `until`
    std::optional<TimePoint> until = {};
    QByteArray path = {}; ///< what the paths it befalls begin with; empty: all
    Duration retryAfter = {};
    QStringList scopes = {};
    QString hublet = {};
    Duration delay = 5s;

    bool operator==(const SimSpell &) const = default;
};

/// Weather that strikes some of the calls, each by one of several kinds.
struct SimStorm {
    double share = 0;                  ///< of the calls; 1: all
    std::vector<SimSpell> spells = {}; ///< equally likely; one that stands here twice is so twice
    int count = 0;                     ///< strikes left; 0: as many as come
    std::optional<TimePoint> until = {};
    QByteArray path = {}; ///< what the paths it befalls begin with; empty: all

    bool operator==(const SimStorm &) const = default;
};

class SimScript
{
public:
    void add(SimSpell spell) { m_spells.push_back(std::move(spell)); }
    void add(SimStorm storm) { m_storms.push_back(std::move(storm)); }
    void clear();
    /// What befalls a call now; uses up one of its calls. A spell goes before a storm; only a storm asks `chance`.
    std::optional<SimSpell> take(const QByteArray &path, TimePoint now, Chance &chance);
    /// How many calls storms have struck since clear().
    std::int64_t struck() const { return m_struck; }

private:
    std::optional<SimSpell> strike(const QByteArray &path, TimePoint now, Chance &chance);

    std::vector<SimSpell> m_spells = {};
    std::vector<SimStorm> m_storms = {};
    std::int64_t m_struck = 0;
};

/// Reads a kind as scripts name it: "401-expired", "429-daily", "503", "521", "hang" ... nullopt for other words.
std::optional<SimSpell> spellNamed(const QString &word);
/// All of those words.
QStringList spellWords();

} // namespace hubwatch
