// How far a look at HubSpot came, in words.
#pragma once

#include "base/result.h"
#include "snapshot/triage.h"

#include <QByteArray>

namespace hubwatch {

/// The status of an answer's first line; 0 when it is no HTTP.
int statusOfHead(const QByteArray &answer);
/// Whether all of an answer that is told how long it is has come.
bool isWholeAnswer(const QByteArray &answer);
/// Where the account lives, as HubSpot says it in details or in the header of a 488; only what looks like a region.
QString regionOfAnswer(const QByteArray &answer);

/// Fills in `status`, `region`, `good` and `words` from what came back. Without a token any HTTP answer will do.
void judgeAnswer(HubSpotProbe &probe, const QByteArray &answer, bool withToken);
/// The words of a probe that got no answer; what it did reach stands in its parts. `said` is the system's sentence.
QString unansweredWords(const HubSpotProbe &probe, Error::Reach reach, const QString &said);

} // namespace hubwatch
