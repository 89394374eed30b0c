#include "vault/json_secret.h"

#include "vault/credential_answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

// What QJsonDocument copies of a secret is wiped by nobody; it lives for one call.

namespace hubwatch {

namespace {

constexpr std::array knownKeys{"token", "access_token", "HUBSPOT_ACCESS_TOKEN"};

QString kindOfValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("true or false");
    case QJsonValue::Double: return QStringLiteral("a number");
    case QJsonValue::String: return QStringLiteral("text");
    case QJsonValue::Array: return QStringLiteral("a list");
    case QJsonValue::Object: return QStringLiteral("an object");
    case QJsonValue::Undefined: return QStringLiteral("nothing");
    }
    return {};
}

bool isOAuthCredential(const QJsonObject &object)
{
    return object[QLatin1StringView("client_id")].isString() && object[QLatin1StringView("client_secret")].isString()
        && object[QLatin1StringView("refresh_token")].isString();
}

/// The key that is meant when none is named; empty when that cannot be told.
QString keyMeant(const QJsonObject &object)
{
    QString only;
    int texts = 0;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.value().isString()) {
            only = entry.key();
            ++texts;
        }
    }
    if (texts == 1)
        return only;
    for (const char *key : knownKeys)
        if (object.contains(QLatin1StringView(key)))
            return QString::fromLatin1(key);
    return {};
}

Result<Secret> nonEmpty(QByteArray &&text, const QString &sentence)
{
    cutLineEnds(text);
    if (text.isEmpty())
        return fail(Error::Kind::Storage, sentence);
    return Secret(std::move(text));
}

Result<Secret> secretOfObject(const QJsonObject &object, const QString &key, QByteArray &&printed)
{
    if (!key.isEmpty())
        return secretOfKey(object, key);
    if (isOAuthCredential(object))
        return Secret(std::move(printed));
    if (const QString meant = keyMeant(object); !meant.isEmpty())
        return secretOfKey(object, meant);
    return fail(Error::Kind::Storage,
                QStringLiteral("expected the secret alone, JSON with exactly one text, or JSON with the key token, "
                               "access_token or HUBSPOT_ACCESS_TOKEN; found JSON, %1")
                    .arg(shownKeys(object)));
}

/// May leave bytes behind in `printed`.
Result<Secret> secretFound(QByteArray &&printed, const QString &key)
{
    if (printed.startsWith("\xEF\xBB\xBF"))
        printed.remove(0, 3);
    cutLineEnds(printed);
    const QByteArrayView text = QByteArrayView(printed).trimmed();
    const bool likeObject = text.startsWith('{');
    if (!likeObject && !key.isEmpty())
        return fail(Error::Kind::Storage,
                    text.isEmpty() ? QStringLiteral("the secret is empty")
                                   : QStringLiteral("the secret is not a JSON object, so it has no key %1; leave "
                                                    "\"#%1\" out if all of it is the secret")
                                         .arg(key));
    if (!likeObject && !text.startsWith('"'))
        return nonEmpty(std::move(printed), QStringLiteral("the secret is empty"));

    // In a list, since Qt parses no JSON text that stands alone.
    QByteArray listed;
    listed.reserve(text.size() + 2); // it shall not move, and leave a copy behind
    listed.append('[').append(text).append(']');
    QJsonParseError error;
    const QJsonArray list = QJsonDocument::fromJson(listed, &error).array();
    wipe(listed);
    if (error.error != QJsonParseError::NoError || list.size() != 1)
        return fail(Error::Kind::Storage,
                    QStringLiteral("byte %1: it begins like JSON and does not parse as JSON")
                        .arg(error.error == QJsonParseError::NoError ? 0 : std::max(0, error.offset - 1)));
    if (list[0].isObject())
        return secretOfObject(list[0].toObject(), key, std::move(printed));
    return nonEmpty(list[0].toString().toUtf8(), QStringLiteral("the secret is empty"));
}

} // namespace

QString shownKeys(const QJsonObject &object)
{
    const QString names = shownNames(object.keys());
    if (names.isEmpty())
        return object.isEmpty() ? QStringLiteral("it has no keys")
                                : QStringLiteral("it has no key that could be shown");
    return (object.size() == 1 ? QStringLiteral("it has the key ") : QStringLiteral("it has the keys ")) + names;
}

Result<Secret> secretOfKey(const QJsonObject &object, const QString &key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return fail(Error::Kind::Storage, QStringLiteral("the JSON has no key %1; %2").arg(key, shownKeys(object)));
    if (!found->isString())
        return fail(Error::Kind::Storage,
                    QStringLiteral("the key %1 holds %2, expected text").arg(key, kindOfValue(*found)));
    QString text = found->toString();
    QByteArray bytes = text.toUtf8();
    wipe(text);
    return nonEmpty(std::move(bytes), QStringLiteral("the key %1 is empty").arg(key));
}

Result<Secret> secretIn(QByteArray &&printed, const QString &key)
{
    Result<Secret> found = secretFound(std::move(printed), key);
    wipe(printed);
    return found;
}

} // namespace hubwatch
