// SimScript: what befalls the calls to the simulated HubSpot.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace hubwatch {

/// One kind of bad answer, for the next `count` calls or until an instant.
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
    };

    Kind kind = Kind::Failing;
    int status = 500;
    int count = 0; ///< calls left; 0: as many as come until `until`
    std::optional<TimePoint> until = {};
    QByteArray path = {}; ///< what the paths it befalls begin with; empty: all
    Duration retryAfter = {};
    QStringList scopes = {};
    QString hublet = {};

    bool operator==(const SimSpell &) const = default;
};

class SimScript
{
public:
    void add(SimSpell spell) { m_spells.push_back(std::move(spell)); }
    void clear() { m_spells.clear(); }
    /// What befalls a call now; uses up one of its calls.
    std::optional<SimSpell> take(const QByteArray &path, TimePoint now);

private:
    std::vector<SimSpell> m_spells = {};
};

/// Reads a kind as scripts name it: "401-expired", "429-daily", "503", "521", "hang" ... nullopt for other words.
std::optional<SimSpell> spellNamed(const QString &word);
/// All of those words.
QStringList spellWords();

} // namespace hubwatch
