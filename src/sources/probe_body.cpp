#include "sources/probe_body.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr qsizetype mostWords = 500;
constexpr int deepest = 4; ///< of nested checks; what lies deeper is for machines

constexpr std::array badStatuses{"not_ready", "notready", "unready", "unavailable",  "down",          "unhealthy",
                                 "fail",      "failed",   "failing", "failure",      "error",         "critical",
                                 "starting",  "stopping", "stopped", "disconnected", "out_of_service"};
constexpr std::array verdictKeys{"ready", "healthy", "ok", "up", "success"};
constexpr std::array statusKeys{"status", "state", "result"};
constexpr std::array reasonKeys{"error", "message", "reason", "detail", "output", "description"};
constexpr std::array dullKeys{"timestamp", "time", "date", "version", "uptime", "commit", "hostname", "pid", "id"};

bool isOneOf(const auto &words, const QString &word)
{
    return std::ranges::any_of(words, [&](const char *each) { return word == QLatin1StringView(each); });
}

bool saysBad(const QJsonValue &value)
{
    if (value.isBool())
        return !value.toBool();
    return isOneOf(badStatuses, value.toString().trimmed().toLower().replace(u' ', u'_').replace(u'-', u'_'));
}

bool saysNotReady(const QJsonObject &object)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString key = entry.key().toLower();
        if (isOneOf(statusKeys, key) && saysBad(*entry))
            return true;
        if (isOneOf(verdictKeys, key) && entry->isBool() && !entry->toBool())
            return true;
    }
    return false;
}

QString plainValue(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble());
    if (value.isObject()) // {"error": {"message": "..."}}
        return value.toObject()[QLatin1StringView("message")].toString();
    return value.toString();
}

/// Its status, then its reasons: "not_ready: connect ETIMEDOUT".
QString headline(const QJsonObject &object)
{
    QStringList parts;
    const auto take = [&](const auto &keys) {
        for (const char *key : keys) {
            if (const QString word = plainValue(object[QLatin1StringView(key)]); !word.isEmpty())
                parts << word;
        }
    };
    take(statusKeys);
    take(reasonKeys);
    return parts.join(QStringLiteral(": "));
}

void collectWords(const QJsonObject &object, int depth, QStringList &sentences)
{
    for (auto entry = object.begin(); entry != object.end() && depth < deepest; ++entry) {
        const QString key = entry.key().toLower();
        const bool told = isOneOf(statusKeys, key) || isOneOf(reasonKeys, key) || isOneOf(dullKeys, key);
        if (entry->isObject() && !told) {
            const QJsonObject inner = entry->toObject();
            if (saysNotReady(inner))
                sentences << entry.key() + u' ' + headline(inner);
            collectWords(inner, depth + 1, sentences);
        } else if (depth == 0 && !told) {
            if (const QString word = plainValue(*entry); !word.isEmpty())
                sentences << entry.key() + u' ' + word;
        }
    }
}

} // namespace

QString plainWords(const QString &text)
{
    QString words = text;
    words.replace(QChar::ReplacementCharacter, u'?');
    std::ranges::replace_if(
        words, [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    words.removeIf([](QChar c) { return c.category() == QChar::Other_Format; }); // direction marks and the like
    words = words.simplified();
    if (words.size() > mostWords)
        words = words.first(mostWords - 1) + u'\u2026';
    return words;
}

ProbeBody readProbeBody(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject()) {
        const QJsonObject object = json.object();
        QStringList sentences;
        if (const QString head = headline(object); !head.isEmpty())
            sentences << head;
        collectWords(object, 0, sentences);
        return {.saysNotReady = saysNotReady(object), .words = plainWords(sentences.join(QStringLiteral("; ")))};
    }
    // More than fits in any case: a page of a megabyte need not be decoded to show its first line.
    constexpr qsizetype plenty = 16 * mostWords;
    return {.words = plainWords(QString::fromUtf8(body.first(std::min(body.size(), plenty))))};
}

} // namespace hubwatch
