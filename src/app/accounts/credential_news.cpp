#include "app/accounts/credential_news.h"

namespace hubwatch {

namespace {

using Done = CredentialOutcome::Command;

QString newsWord(Done command)
{
    switch (command) {
    case Done::Store: return QStringLiteral("stored");
    case Done::Remove: return QStringLiteral("removed");
    case Done::RotateStore: return QStringLiteral("rotation begun");
    case Done::RotateSwitch: return QStringLiteral("rotated");
    case Done::RotateBack: return QStringLiteral("rotation taken back");
    case Done::RotateRetire: return QStringLiteral("old one retired");
    case Done::Authorize: return QStringLiteral("authorised");
    case Done::Verify:
    case Done::RotateVerify:
    case Done::NoteLeakStep: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Event> credentialNews(const CredentialOutcome &outcome, TimePoint at)
{
    const QString word = newsWord(outcome.command);
    if (!outcome.good || word.isEmpty())
        return std::nullopt;
    return Event{.at = at,
                 .kind = Event::Kind::Credential,
                 .subject = outcome.reference,
                 .to = word,
                 .text = QStringLiteral("credential %1: %2").arg(outcome.reference, word)};
}

} // namespace hubwatch
