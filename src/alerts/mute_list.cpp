#include "alerts/json_values.h"
#include "alerts/mute.h"

namespace hubwatch {

namespace {

constexpr int muteVersion = 1;

QString matcherOpWord(Matcher::Op op)
{
    switch (op) {
    case Matcher::Op::Equal: return QStringLiteral("=");
    case Matcher::Op::NotEqual: return QStringLiteral("!=");
    case Matcher::Op::Matches: return QStringLiteral("=~");
    case Matcher::Op::NotMatches: return QStringLiteral("!~");
    }
    Q_UNREACHABLE();
}

QJsonObject matcherObject(const Matcher &matcher)
{
    return {{QStringLiteral("label"), matcher.label},
            {QStringLiteral("op"), matcherOpWord(matcher.op)},
            {QStringLiteral("value"), matcher.value}};
}

std::optional<Matcher> matcherOf(const QJsonObject &object)
{
    const QString word = object[QStringLiteral("op")].toString();
    for (const Matcher::Op op :
         {Matcher::Op::Equal, Matcher::Op::NotEqual, Matcher::Op::Matches, Matcher::Op::NotMatches}) {
        if (word == matcherOpWord(op) && !object[QStringLiteral("label")].toString().isEmpty())
            return Matcher{.label = object[QStringLiteral("label")].toString(),
                           .op = op,
                           .value = object[QStringLiteral("value")].toString()};
    }
    return std::nullopt;
}

QJsonObject recurrenceObject(const Recurrence &recurs)
{
    QJsonArray days;
    for (const int day : recurs.days)
        days.append(day);
    return {{QStringLiteral("days"), days},
            {QStringLiteral("from"), qint64(recurs.from.count())},
            {QStringLiteral("to"), qint64(recurs.to.count())},
            {QStringLiteral("zone"), recurs.zone}};
}

Recurrence recurrenceOf(const QJsonObject &object)
{
    Recurrence recurs{.from = Duration(object[QStringLiteral("from")].toInteger()),
                      .to = Duration(object[QStringLiteral("to")].toInteger()),
                      .zone = object[QStringLiteral("zone")].toString()};
    for (const QJsonValue &day : object[QStringLiteral("days")].toArray())
        recurs.days.push_back(day.toInt());
    return recurs;
}

QJsonObject muteObject(const Mute &mute)
{
    QJsonArray matchers;
    for (const Matcher &matcher : mute.matchers)
        matchers.append(matcherObject(matcher));
    QJsonObject object{{QStringLiteral("id"), mute.id},
                       {QStringLiteral("matchers"), matchers},
                       {QStringLiteral("startsAt"), jsonTime(mute.startsAt)},
                       {QStringLiteral("author"), mute.author},
                       {QStringLiteral("reason"), mute.reason},
                       {QStringLiteral("createdAt"), jsonTime(mute.createdAt)}};
    putTime(object, QStringLiteral("endsAt"), mute.endsAt);
    if (mute.recurs)
        object[QStringLiteral("recurs")] = recurrenceObject(*mute.recurs);
    return object;
}

std::optional<Mute> muteOf(const QJsonObject &object)
{
    Mute mute{.id = object[QStringLiteral("id")].toString(),
              .startsAt = timeOfJson(object[QStringLiteral("startsAt")]),
              .endsAt = optionalTimeOf(object, QStringLiteral("endsAt")),
              .author = object[QStringLiteral("author")].toString(),
              .reason = object[QStringLiteral("reason")].toString(),
              .createdAt = timeOfJson(object[QStringLiteral("createdAt")])};
    // A mute that lost a condition would quiet more than was meant.
    for (const QJsonValue &value : object[QStringLiteral("matchers")].toArray()) {
        const std::optional<Matcher> matcher = matcherOf(value.toObject());
        if (!matcher)
            return std::nullopt;
        mute.matchers.push_back(*matcher);
    }
    if (object.contains(QStringLiteral("recurs")))
        mute.recurs = recurrenceOf(object[QStringLiteral("recurs")].toObject());
    if (mute.id.isEmpty() || mute.matchers.empty())
        return std::nullopt;
    return mute;
}

} // namespace

QByteArray MuteList::toBytes() const
{
    QJsonArray values;
    for (const Mute &mute : mutes)
        values.append(muteObject(mute));
    return versionedBytes(muteVersion, QStringLiteral("mutes"), values);
}

MuteList MuteList::fromBytes(const QByteArray &bytes)
{
    const QString key = QStringLiteral("mutes");
    const auto damaged
        = [] { return MuteList{.notice = QStringLiteral("mutes are damaged: none holds, and every alert is told")}; };
    if (bytes.isEmpty())
        return {};
    const std::optional<QJsonObject> root = versionedObject(bytes, muteVersion, key);
    if (!root)
        return damaged();
    MuteList list;
    for (const QJsonValue &value : root->value(key).toArray()) {
        const std::optional<Mute> mute = muteOf(value.toObject());
        if (!mute)
            return damaged();
        list.mutes.push_back(*mute);
    }
    return list;
}

} // namespace hubwatch
