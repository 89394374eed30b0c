#include "sim/sim_hubspot_state.h"

#include <QUuid>

namespace hubwatch {

namespace {

constexpr int contactsAtFirst = 250;
constexpr int othersAtFirst = 20;
constexpr Duration tokensMadeBefore = 40 * 24h;

} // namespace

SimState::SimState(std::uint64_t ownSeed, std::int64_t ownPortal, TimePoint now)
    : seed(ownSeed)
    , portal(ownPortal)
    , tokens(ownSeed, ownPortal)
    , oauth(tokens, ownPortal)
    , chance(ownSeed)
{
    for (const SimToken &token : tokens.all()) {
        const bool isKey = token.kind == SimToken::Kind::ServiceKey;
        security.push_back(
            {.type = isKey ? QStringLiteral("SERVICE_KEY_CREATE") : QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_CREATE"),
             .at = now - tokensMadeBefore,
             .app = token.app,
             .user = token.user});
    }
}

SimRecords &SimState::records(std::int64_t ofPortal, const QString &type, TimePoint now)
{
    const auto [at, isNew] = m_records.try_emplace({ofPortal, type}, type);
    if (isNew)
        at->second.fill(type == QStringLiteral("contacts") ? contactsAtFirst : othersAtFirst, now);
    return at->second;
}

QString SimState::freshId()
{
    ++serial;
    const std::uint64_t high = mixed(seed ^ (serial * 2));
    const std::uint64_t low = mixed(high + serial);
    return QUuid(uint(high >> 32U), ushort(high >> 16U), ushort(high), uchar(low), uchar(low >> 8U), uchar(low >> 16U),
                 uchar(low >> 24U), uchar(low >> 32U), uchar(low >> 40U), uchar(low >> 48U), uchar(low >> 56U))
        .toString(QUuid::WithoutBraces);
}

} // namespace hubwatch
