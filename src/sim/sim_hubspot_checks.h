// What every endpoint of the simulated HubSpot asks of a request before it looks at what it says.
#pragma once

#include "sim/sim_hubspot_answers.h"

#include <QHash>
#include <tl/expected.hpp>

namespace hubwatch {

template<class T>
using SimChecked = tl::expected<T, ServedReply>;

/// The body as a JSON object: 415 for another content type, 400 for another body.
SimChecked<QJsonObject> jsonBody(const SimCall &call);
/// The fields of a body as HTML forms send them; nothing of the query counts. Nullopt for another content type.
std::optional<QHash<QString, QString>> formBody(const ServedRequest &request);
/// The value of a parameter of the query; empty when absent.
QString queryValue(const ServedRequest &request, const QString &name);
/// A number of the query within bounds, or a 400.
SimChecked<int> queryNumber(const SimCall &call, const QString &name, int fallback, int least, int most);
/// The bearer token that the request carries; empty when it carries none.
QString bearerOf(const ServedRequest &request);
/// The 403 when the token has none of these scopes.
std::optional<ServedReply> scopeRefusal(const SimCall &call, const QStringList &anyOf);

} // namespace hubwatch
