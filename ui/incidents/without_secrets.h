// withoutSecrets(): text that leaves the window, freed of all that looks like a key.
#pragma once

#include <QString>

namespace hubwatch::ui {

/// As withoutTokens(), and more: addresses of Slack's webhooks and of heartbeats, routing keys, bot tokens, signed
/// tokens, passwords in addresses. What a person typed into a note is treated like all else.
QString withoutSecrets(const QString &text);

} // namespace hubwatch::ui
