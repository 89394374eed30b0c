#include "checklist/logs/log_leak.h"

#include "hubspot/token_text.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr int deepest = 20;

/// Masks of every kind become ours, so that they are not taken for what they hide.
QString unmasked(QString text)
{
    static const QRegularExpression mask(
        u"[*•]{2,}[A-Za-z0-9]{0,4}|x{6,}|X{6,}|[\\[(<]?\\b(redacted|masked|filtered|hidden|removed)\\b[\\])>]?"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return text.replace(mask, u"[redacted]"_s);
}

/// What is long and opaque by its shape alone counts only where it mixes cases and digits: ids do not.
bool isPlainId(const QString &word)
{
    static const QRegularExpression lower(u"[a-z]"_s);
    static const QRegularExpression upper(u"[A-Z]"_s);
    static const QRegularExpression hex(u"^[0-9A-Fa-f-]+$"_s);
    return hex.match(word).hasMatch() || !word.contains(lower) || !word.contains(upper);
}

QString withoutPlainIds(QString text)
{
    static const QRegularExpression opaque(u"(?<![A-Za-z0-9_=-])[A-Za-z0-9_=-]{40,}"_s);
    qsizetype from = 0;
    for (auto match = opaque.match(text); match.hasMatch(); match = opaque.match(text, from)) {
        from = match.capturedEnd();
        const QString word = match.captured();
        if (word.startsWith("pat-"_L1, Qt::CaseInsensitive) || word.contains(u'=') || !isPlainId(word))
            continue;
        text.replace(match.capturedStart(), word.size(), u"id"_s);
        from = match.capturedStart() + 2;
    }
    return text;
}

/// Sentences talk of passwords and basic things: what follows such a word is a secret only where it is no plain word.
QString withoutPlainWords(QString text)
{
    static const QRegularExpression told(
        u"(\\b(?:Bearer|Basic)\\s+|\\b(?:hapikey|hapi_key|access_token|refresh_token|client_secret|tokenKey|password|"
        "secret)[\"']?\\s*[=:]\\s*[\"']?)([^\\s\"'&,;}]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression plain(u"^([A-Za-z]?[a-z_-]*[.:!?)]*|.{0,5})$"_s);
    qsizetype from = 0;
    for (auto match = told.match(text); match.hasMatch(); match = told.match(text, from)) {
        from = match.capturedEnd();
        if (!plain.match(match.captured(2)).hasMatch())
            continue;
        text.remove(match.capturedStart(1), match.capturedLength());
        from = match.capturedStart(1);
    }
    return text;
}

bool isSecretName(const QString &key)
{
    static const QRegularExpression name(
        u"^(hapi_?key|access_?token|refresh_?token|client_?secret|token_?key|password|passwd|secret|api_?key|"
        "private_?key|authorization|x-api-key)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return name.match(key).hasMatch();
}

bool holdsSecret(const QString &key, const QString &text)
{
    static const QRegularExpression opaque(u"^\\S{8,}$"_s);
    if (isSecretName(key) && opaque.match(text).hasMatch() && unmasked(text) == text && !text.contains(u'…'))
        return true;
    return leaks(text);
}

std::optional<QString> leakIn(const QString &path, const QString &key, const QJsonValue &value, int depth)
{
    if (value.isString() && holdsSecret(key, value.toString()))
        return path;
    if (depth > deepest)
        return std::nullopt;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        if (const auto found = leakIn(path, key, item, depth + 1))
            return found;
    const QJsonObject object = value.toObject();
    for (auto at = object.begin(); at != object.end(); ++at) {
        if (leaks(at.key()))
            return path.isEmpty() ? u"a key"_s : path;
        if (const auto found = leakIn(path.isEmpty() ? at.key() : path + u'.' + at.key(), at.key(), *at, depth + 1))
            return found;
    }
    return std::nullopt;
}

} // namespace

bool leaks(const QString &text)
{
    // Most texts hold nothing like it, and withoutTokens() takes its time.
    static const QRegularExpression likely(
        u"pat-|[a-z]{2}[0-9]{1,3}-[0-9a-f]{4}|bearer|basic|hapi|token|secret|password|CiR|[A-Za-z0-9_=-]{40}"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.size() < 8 || !likely.match(text).hasMatch())
        return false;
    const QString bare = withoutPlainWords(withoutPlainIds(unmasked(text)));
    return withoutTokens(bare) != bare;
}

std::optional<QString> leakingKey(const QJsonObject &object)
{
    return leakIn({}, {}, object, 0);
}

} // namespace hubwatch
