#include "snapshot/account_state.h"

namespace hubwatch {

QString tokenStateText(TokenState state)
{
    switch (state) {
    case TokenState::None: return QStringLiteral("none");
    case TokenState::NotYet: return QStringLiteral("not asked yet");
    case TokenState::Accepted: return QStringLiteral("accepted");
    case TokenState::MissingScope: return QStringLiteral("missing scope");
    case TokenState::Refused: return QStringLiteral("refused");
    case TokenState::WrongPortal: return QStringLiteral("wrong portal");
    case TokenState::Unreadable: return QStringLiteral("unreadable");
    case TokenState::Unseen: return QStringLiteral("unseen");
    }
    Q_UNREACHABLE();
}

bool isProduction(const AccountConfig &config, const std::optional<AccountDetails> &details)
{
    return config.kind == AccountConfig::Kind::Production
        || (details && details->type == AccountDetails::Type::Standard);
}

} // namespace hubwatch
