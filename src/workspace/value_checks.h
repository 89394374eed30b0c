// What single values of the workspace file may be. Every function answers the complaint, or nothing when the value is
// good.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>

namespace hubwatch {

using Complaint = std::optional<QString>;

/// Whether the text holds something that is a secret by its looks: a HubSpot, Slack or cloud token, a private key.
bool looksLikeSecret(QStringView text);
/// The text in quotes for a message; not at all when it may be a secret, shortened when long.
QString shown(const QString &text);

/// References such as keychain:prod. Never repeats the text: a person may have pasted the secret itself.
Complaint credentialComplaint(const QString &text);
Complaint nameComplaint(const QString &text);
Complaint pathComplaint(const QString &text);
/// A file or folder of this machine.
Complaint placeComplaint(const QString &text);
Complaint burstComplaint(const QString &text);

/// http or https with a host, without user info, query or fragment; `example` shows what would be right.
Complaint urlComplaint(const QString &text, const QString &example);
/// A urlComplaint(), and that of a URL which is itself the key to what it opens: a long word of letters and digits in
/// its path. Never repeats such a one.
Complaint openUrlComplaint(const QString &text, const QString &example, const QString &keyToUse);
/// HubSpot's own hosts and loopback, and what the team trusts; plain http on loopback alone.
Complaint apiComplaint(const QUrl &url, const QStringList &trustedHosts);
bool isLoopback(const QUrl &url);

/// Reads "2GB", "500MB", "1.5TB" (powers of 1000) and "2GiB"; nullopt for anything else.
std::optional<qint64> parseSize(QStringView text);
/// The shortest text that parseSize() reads back to the same value.
QString sizeText(qint64 bytes);

/// The valid word nearest to a mistyped one, if it is near enough to be meant.
std::optional<QString> nearest(const QString &word, const QStringList &valid);
/// "page", "notify" or "ticket".
QString listed(const QStringList &words);

} // namespace hubwatch
