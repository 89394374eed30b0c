// The made-up records and definitions of the stand-in HubSpot.
#pragma once

#include "base/clock.h"
#include "checklist/bench/bench_paths.h"

#include <QJsonObject>
#include <optional>

namespace hubwatch {

inline constexpr int benchPortal = 4242424;

QString benchNewId();
/// A record of that id, with what was written and what is asked for most.
QJsonObject benchRecord(const QString &id, const QJsonObject &written, TimePoint now);
/// What a batch call of this verb answers for one input.
QJsonObject benchBatchRow(const QJsonObject &input, const QByteArray &verb, TimePoint now);
QJsonObject benchAssociation(const QJsonObject &input, bool isRead);
/// A page of the 250 records that each type has; `limit` of 0 is HubSpot's own.
QJsonObject benchPage(int limit, int after, int most, TimePoint now);
/// As HubSpot's search: an equality finds one record with that value, anything else a page of all.
QJsonObject benchFound(const QJsonObject &question, TimePoint now);
/// Properties, schemas, owners and pipelines: what was written, where `body` writes one.
std::optional<QJsonObject> benchDefinition(const HubPath &path, const QJsonObject &body);
/// "details" and "api-usage/daily/private-apps".
std::optional<QJsonObject> benchAccount(const QByteArray &path, TimePoint now);

} // namespace hubwatch
