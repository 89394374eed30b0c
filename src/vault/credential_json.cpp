#include "vault/credential_json.h"

#include "base/time_text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace hubwatch {

namespace {

constexpr int bookVersion = 1;

struct StageName {
    Rotation::Stage stage;
    const char *name;
};
constexpr std::array stageNames{StageName{Rotation::Stage::Stored, "stored"},
                                StageName{Rotation::Stage::Verified, "verified"},
                                StageName{Rotation::Stage::Switched, "switched"}};

/// Reads the members of one object and remembers the first that is not what it should be.
class MemberReader
{
public:
    MemberReader(QJsonObject object, QString place)
        : m_object(std::move(object))
        , m_place(std::move(place))
    { }

    QString text(const char *key, bool needed = false)
    {
        const QJsonValue value = m_object.value(QLatin1StringView(key));
        if (!value.isString() && (needed || !value.isUndefined()))
            complain(key, "expected a text");
        return value.toString();
    }
    std::int64_t number(const char *key)
    {
        const QJsonValue value = m_object.value(QLatin1StringView(key));
        if (!value.isDouble() && !value.isUndefined())
            complain(key, "expected a number");
        return value.toInteger();
    }
    std::optional<TimePoint> time(const char *key)
    {
        const QString written = text(key);
        if (written.isEmpty())
            return std::nullopt;
        const QDateTime at = QDateTime::fromString(written, Qt::ISODateWithMs);
        if (!at.isValid())
            complain(key, "expected a time such as 2026-11-23T08:00:00.000Z");
        return TimePoint(Duration(at.toMSecsSinceEpoch()));
    }
    QStringList texts(const char *key)
    {
        const QJsonValue value = m_object.value(QLatin1StringView(key));
        if (!value.isArray() && !value.isUndefined())
            complain(key, "expected a list of texts");
        QStringList list;
        for (const QJsonValue &item : value.toArray())
            list << item.toString();
        return list;
    }
    QJsonObject object(const char *key) const { return m_object.value(QLatin1StringView(key)).toObject(); }
    bool has(const char *key) const { return m_object.contains(QLatin1StringView(key)); }
    void complain(const char *key, const char *what)
    {
        if (m_fault.isEmpty())
            m_fault = QStringLiteral("%1.%2: %3").arg(m_place, QString::fromLatin1(key), QString::fromLatin1(what));
    }
    const QString &fault() const { return m_fault; }

private:
    QJsonObject m_object;
    QString m_place;
    QString m_fault = {};
};

void putTime(QJsonObject &object, const char *key, const std::optional<TimePoint> &at)
{
    if (at)
        object.insert(QLatin1StringView(key), utcText(*at));
}

void putText(QJsonObject &object, const char *key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(QLatin1StringView(key), text);
}

QJsonObject rotationJson(const Rotation &rotation)
{
    QJsonObject object;
    for (const StageName &name : stageNames)
        if (name.stage == rotation.stage)
            putText(object, "stage", QString::fromLatin1(name.name));
    putText(object, "nextName", rotation.nextName);
    putText(object, "fingerprint", rotation.fingerprint.shown);
    putText(object, "hash", rotation.fingerprint.hash);
    putTime(object, "since", rotation.since);
    putTime(object, "startedAt", rotation.startedAt);
    putTime(object, "switchedAt", rotation.switchedAt);
    putTime(object, "graceEndsAt", rotation.graceEndsAt);
    return object;
}

QJsonObject recordJson(const CredentialRecord &record)
{
    QJsonObject object{{QStringLiteral("reference"), record.reference},
                       {QStringLiteral("kind"), credentialKindId(record.kind)}};
    putText(object, "fingerprint", record.fingerprint.shown);
    putText(object, "hash", record.fingerprint.hash);
    if (record.portal != 0)
        object.insert(QStringLiteral("portal"), qint64(record.portal));
    if (record.app != 0)
        object.insert(QStringLiteral("app"), qint64(record.app));
    if (record.scopesKnown)
        object.insert(QStringLiteral("scopes"), QJsonArray::fromStringList(record.scopes));
    putText(object, "region", record.region);
    putTime(object, "createdAt", record.createdAt);
    putTime(object, "verifiedAt", record.verifiedAt);
    if (record.rotation)
        object.insert(QStringLiteral("rotation"), rotationJson(*record.rotation));
    return object;
}

Rotation readRotation(MemberReader &in)
{
    Rotation rotation{.nextName = in.text("nextName", true),
                      .fingerprint = {.shown = in.text("fingerprint"), .hash = in.text("hash")},
                      .since = in.time("since"),
                      .startedAt = in.time("startedAt").value_or(TimePoint()),
                      .switchedAt = in.time("switchedAt"),
                      .graceEndsAt = in.time("graceEndsAt")};
    const QString stage = in.text("stage", true);
    bool known = false;
    for (const StageName &name : stageNames) {
        if (stage != QLatin1StringView(name.name))
            continue;
        rotation.stage = name.stage;
        known = true;
    }
    if (!known)
        in.complain("stage", "expected stored, verified or switched");
    return rotation;
}

Result<CredentialRecord> readRecord(const QJsonObject &object, const QString &place)
{
    MemberReader in(object, place);
    CredentialRecord record{.reference = in.text("reference", true),
                            .kind = parseCredentialKind(in.text("kind")),
                            .fingerprint = {.shown = in.text("fingerprint"), .hash = in.text("hash")},
                            .portal = in.number("portal"),
                            .app = in.number("app"),
                            .scopes = in.texts("scopes"),
                            .scopesKnown = in.has("scopes"),
                            .region = in.text("region"),
                            .createdAt = in.time("createdAt"),
                            .verifiedAt = in.time("verifiedAt")};
    QString fault = in.fault();
    if (in.has("rotation")) {
        MemberReader rotation(in.object("rotation"), place + QStringLiteral(".rotation"));
        record.rotation = readRotation(rotation);
        if (fault.isEmpty())
            fault = rotation.fault();
    }
    if (!fault.isEmpty())
        return fail(Error::Kind::Malformed, fault);
    return record;
}

} // namespace

QByteArray credentialBookJson(const CredentialBook &book)
{
    QJsonArray records;
    for (const CredentialRecord &record : book.records)
        records.append(recordJson(record));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), bookVersion},
                                     {QStringLiteral("salt"), QString::fromLatin1(book.salt.toHex())},
                                     {QStringLiteral("credentials"), records}})
        .toJson();
}

Result<CredentialBook> parseCredentialBook(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Error::Kind::Malformed, QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    const QJsonObject whole = document.object();
    if (whole.value(QStringLiteral("version")).toInt() != bookVersion)
        return fail(Error::Kind::Malformed, QStringLiteral("version: expected %1").arg(bookVersion));
    CredentialBook book{.salt = QByteArray::fromHex(whole.value(QStringLiteral("salt")).toString().toLatin1())};
    if (book.salt.size() != 16)
        return fail(Error::Kind::Malformed, QStringLiteral("salt: expected 32 hex digits"));
    const QJsonValue list = whole.value(QStringLiteral("credentials"));
    if (!list.isArray())
        return fail(Error::Kind::Malformed, QStringLiteral("credentials: expected a list"));
    for (const QJsonValue &item : list.toArray()) {
        Result<CredentialRecord> record
            = readRecord(item.toObject(), QStringLiteral("credentials[%1]").arg(book.records.size()));
        if (!record)
            return tl::unexpected(record.error());
        book.put(std::move(*record));
    }
    return book;
}

} // namespace hubwatch
