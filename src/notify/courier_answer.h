// What an answer over HTTP means for a delivery, as far as all couriers agree.
#pragma once

#include "net/http.h"
#include "notify/courier.h"
#include "vault/secret.h"

namespace hubwatch {

/// Who was asked: "Slack", and what a person should look at when it refuses: "the key keychain:slack of route team".
struct AskedParty {
    QString name = {};
    QString host = {}; ///< without the path, which may be a secret
    QString key = {};  ///< reference of the route's key; empty: it has none
};

/// The Delivery of whatever is no success. 429, 5xx and no answer are Later, with Retry-After where there is one; every
/// other status is Refused. `said` is what the other side said, where the caller could read it better than a body in
/// plain text.
Delivery failedDelivery(const Error &error, const AskedParty &party, TimePoint now, const QString &said = {});
/// Of an answer that came with a good status and is none all the same.
Delivery refusedDelivery(int status, const QString &words);

/// The body's words in one line of a bearable length; HTML and JSON are left as they are.
QString saidIn(const QByteArray &body);
/// Takes out what another side may have repeated of it: the secret whole, its password, the path of its URL.
QString withoutSecret(const QString &text, const Secret &secret);
/// "slack.com" or "127.0.0.1:8080".
QString shownHost(const QUrl &url);
/// A key may go there: over https, or to this machine.
bool mayCarryKey(const QUrl &url);

} // namespace hubwatch
