// What all sources of credentials share: how they answer, and how they name what went wrong.
#pragma once

#include "vault/credential_reader.h"

namespace hubwatch {

/// Calls `reply` from the event loop of the context's thread, unless the context dies first.
void answerLater(QObject *context, CredentialReader::Reply reply, Result<Secret> result);

/// The reference as it may stand in an error: of a command line the program alone, since arguments may hold anything.
QString shownRef(const CredentialRef &ref);
/// Of kind Storage: "aws-sm:prod/hubspot#TOKEN: " and the sentence.
Error credentialError(const CredentialRef &ref, const QString &sentence);
/// The secret, or the error with the reference in front.
Result<Secret> located(const CredentialRef &ref, Result<Secret> result);

/// "A, B and 3 more": at most ten names, and none that may be a secret itself; empty when there is none to show.
QString shownNames(const QStringList &names);

/// Cuts the line ends that editors and `echo` leave behind; no secret ends in one.
void cutLineEnds(QByteArray &text);

} // namespace hubwatch
