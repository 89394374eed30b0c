#include "sim/sim_hubspot_checks.h"

#include <QJsonDocument>
#include <QUrlQuery>
#include <algorithm>

namespace hubwatch {

namespace {

QByteArray mediaType(const ServedRequest &request)
{
    return request.header("Content-Type").split(';').front().trimmed().toLower();
}

} // namespace

SimChecked<QJsonObject> jsonBody(const SimCall &call)
{
    if (mediaType(call.request) != "application/json")
        return tl::unexpected(errorReply(call, 415, {}, QStringLiteral("HTTP 415 Unsupported Media Type")));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(call.request.body, &error);
    if (!document.isObject()) {
        const QString why = document.isNull() ? error.errorString() : QStringLiteral("expected an object");
        return tl::unexpected(invalidReply(
            call, QStringLiteral("Invalid input JSON on line 1, column %1: %2").arg(error.offset).arg(why)));
    }
    return document.object();
}

std::optional<QHash<QString, QString>> formBody(const ServedRequest &request)
{
    if (mediaType(request) != "application/x-www-form-urlencoded")
        return std::nullopt;
    QHash<QString, QString> fields;
    // In a form a plus is a space; QUrlQuery leaves it.
    const QUrlQuery form(QString::fromUtf8(QByteArray(request.body).replace('+', ' ')));
    for (const auto &[name, value] : form.queryItems(QUrl::FullyDecoded))
        fields.insert(name, value);
    return fields;
}

QString queryValue(const ServedRequest &request, const QString &name)
{
    return QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(name, QUrl::FullyDecoded);
}

SimChecked<int> queryNumber(const SimCall &call, const QString &name, int fallback, int least, int most)
{
    const QString text = queryValue(call.request, name);
    if (text.isEmpty())
        return fallback;
    bool ok = false;
    const int number = text.toInt(&ok);
    if (!ok || number < least || number > most)
        return tl::unexpected(
            invalidReply(call, QStringLiteral("%1 must be between %2 and %3").arg(name).arg(least).arg(most)));
    return number;
}

QString bearerOf(const ServedRequest &request)
{
    const QByteArray header = request.header("Authorization");
    return header.startsWith("Bearer ") ? QString::fromUtf8(header.sliced(7)).trimmed() : QString();
}

std::optional<ServedReply> scopeRefusal(const SimCall &call, const QStringList &anyOf)
{
    const bool has
        = std::ranges::any_of(anyOf, [&call](const QString &scope) { return call.token->scopes.contains(scope); });
    if (has)
        return std::nullopt;
    return scopesReply(call, anyOf);
}

} // namespace hubwatch
