#include "hubspot/api_error.h"

#include "hubspot/token_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <array>

namespace hubwatch {

namespace {

using Cause = ApiError::Cause;

constexpr qsizetype longestMessage = 500;

struct CauseWord {
    Cause cause;
    const char *id;
};

constexpr std::array causeWords{
    CauseWord{Cause::Unreachable, "unreachable"},
    CauseWord{Cause::CaptivePortal, "captive-portal"},
    CauseWord{Cause::BadRequest, "bad-request"},
    CauseWord{Cause::TokenExpired, "token-expired"},
    CauseWord{Cause::TokenInvalid, "token-invalid"},
    CauseWord{Cause::MissingScopes, "missing-scopes"},
    CauseWord{Cause::Forbidden, "forbidden"},
    CauseWord{Cause::NotFound, "not-found"},
    CauseWord{Cause::Conflict, "conflict"},
    CauseWord{Cause::TooLong, "too-long"},
    CauseWord{Cause::Locked, "locked"},
    CauseWord{Cause::RateTenSecondly, "rate-ten-secondly"},
    CauseWord{Cause::RateSecondly, "rate-secondly"},
    CauseWord{Cause::RateDaily, "rate-daily"},
    CauseWord{Cause::RateOther, "rate-other"},
    CauseWord{Cause::ImportLimit, "import-limit"},
    CauseWord{Cause::Moving, "moving"},
    CauseWord{Cause::WrongRegion, "wrong-region"},
    CauseWord{Cause::ServerFault, "server-fault"},
    CauseWord{Cause::EdgeUnreachable, "edge-unreachable"},
    CauseWord{Cause::EdgeTls, "edge-tls"},
    CauseWord{Cause::Mixed, "mixed"},
    CauseWord{Cause::Unreadable, "unreadable"},
    CauseWord{Cause::Other, "other"},
};

/// Nothing when the text is not of this form: what comes from outside is not shown on trust.
QString ifOfForm(const QString &text, const char *pattern)
{
    const QRegularExpression form(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    return form.match(text).hasMatch() ? text : QString();
}

QString word(const QJsonObject &body, const char *key)
{
    return ifOfForm(body.value(QLatin1StringView(key)).toString(), "[A-Za-z0-9_.:-]{1,100}");
}

QString correlationIdOf(const QJsonObject &body, const std::vector<HttpHeader> &headers)
{
    const std::array candidates{body.value(QLatin1StringView("correlationId")).toString(),
                                QString::fromLatin1(headerValue(headers, "X-HubSpot-Correlation-Id")),
                                body.value(QLatin1StringView("requestId")).toString(),
                                QString::fromLatin1(headerValue(headers, "X-Request-Id"))};
    for (const QString &candidate : candidates)
        if (const QString id = ifOfForm(candidate.trimmed(), "[A-Za-z0-9-]{1,64}"); !id.isEmpty())
            return id;
    return {};
}

QString messageOf(const QJsonObject &body)
{
    QString message = body.value(QLatin1StringView("message")).toString();
    if (message.isEmpty())
        message = body.value(QLatin1StringView("error_description")).toString();
    if (message.isEmpty())
        message = body.value(QLatin1StringView("errors")).toArray().first().toObject().value(u"message").toString();
    // Cut last: a token cut in two would no longer look like one.
    return withoutTokens(message.simplified()).left(longestMessage);
}

void addScopes(QStringList &scopes, const QJsonValue &context)
{
    const QJsonObject named = context.toObject();
    for (const char *key : {"requiredGranularScopes", "requiredScopes", "missingScopes"}) {
        const QJsonValue value = named.value(QLatin1StringView(key));
        QStringList found;
        for (const QJsonValue &one : value.toArray())
            found << one.toString();
        if (value.isString()) // "[a, b]" in sloppy answers
            found = value.toString().split(QRegularExpression(QStringLiteral("[\\s,\\[\\]\"]+")), Qt::SkipEmptyParts);
        for (const QString &scope : found)
            if (!ifOfForm(scope, "[A-Za-z0-9_.:-]{1,100}").isEmpty() && !scopes.contains(scope))
                scopes << scope;
    }
}

QStringList scopesOf(const QJsonObject &body)
{
    QStringList scopes;
    for (const QJsonValue &error : body.value(QLatin1StringView("errors")).toArray())
        addScopes(scopes, error.toObject().value(QLatin1StringView("context")));
    addScopes(scopes, body.value(QLatin1StringView("context")));
    return scopes;
}

/// HubSpot answers in JSON; what stands at its edge says who it is, and may answer in HTML.
bool fromAPortal(const Error &error)
{
    if (error.status == 511)
        return true;
    const bool edge = !headerValue(error.headers, "CF-Ray").isEmpty()
        || !headerValue(error.headers, "X-HubSpot-Correlation-Id").isEmpty();
    if (error.status >= 500 || edge)
        return false;
    if (error.status >= 300 && error.status < 400)
        return true;
    return headerValue(error.headers, "Content-Type").contains("text/html") || error.body.trimmed().startsWith('<');
}

Cause causeOf429(const ApiError &error, const QString &path)
{
    if (path.startsWith(QLatin1StringView("/crm/")) && path.contains(QLatin1StringView("/imports")))
        return Cause::ImportLimit;
    if (error.policy == QLatin1StringView("DAILY"))
        return Cause::RateDaily;
    if (error.policy == QLatin1StringView("TEN_SECONDLY_ROLLING"))
        return Cause::RateTenSecondly;
    const bool search = path.endsWith(QLatin1StringView("/search"));
    if (error.policy == QLatin1StringView("SECONDLY")
        || (search && error.message.endsWith(QLatin1StringView("secondly limit."))))
        return Cause::RateSecondly;
    if (error.policy.isEmpty() && error.message.contains(QLatin1StringView("daily limit")))
        return Cause::RateDaily;
    return Cause::RateOther;
}

Cause causeWithoutStatus(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Offline: return Cause::Unreachable;
    case Error::Kind::RateLimited: return Cause::RateOther; // held back by ourselves
    case Error::Kind::Malformed: return Cause::Unreadable;
    case Error::Kind::Unauthorized:
    case Error::Kind::Rejected:
    case Error::Kind::ServerFault:
    case Error::Kind::Storage: return Cause::Other;
    }
    Q_UNREACHABLE();
}

Cause causeOfStatus(const ApiError &error, const QString &path)
{
    switch (error.status) {
    case 207: return Cause::Mixed;
    case 400: return Cause::BadRequest;
    case 401:
        return error.category == QLatin1StringView("EXPIRED_AUTHENTICATION") ? Cause::TokenExpired
                                                                             : Cause::TokenInvalid;
    case 403:
        return error.category == QLatin1StringView("MISSING_SCOPES") || !error.scopes.isEmpty() ? Cause::MissingScopes
                                                                                                : Cause::Forbidden;
    case 404: return Cause::NotFound;
    case 409: return Cause::Conflict;
    case 414: return Cause::TooLong;
    case 423: return Cause::Locked;
    case 429: return causeOf429(error, path);
    case 477: return Cause::Moving;
    case 488: return Cause::WrongRegion;
    case 520: // "unknown error" between Cloudflare and HubSpot
    case 521:
    case 523:
    case 524: return Cause::EdgeUnreachable;
    case 522:
    case 525:
    case 526: return Cause::EdgeTls;
    default: return error.status >= 500 ? Cause::ServerFault : Cause::Other;
    }
}

} // namespace

ApiError apiErrorOf(const Error &error, const QString &path)
{
    const QJsonObject body = QJsonDocument::fromJson(error.body).object();
    ApiError api{.status = error.status,
                 .reach = error.reach,
                 .message = messageOf(body),
                 .category = word(body, "category"),
                 .policy = word(body, "policyName"),
                 .correlationId = correlationIdOf(body, error.headers),
                 .scopes = scopesOf(body),
                 .retryAfter = error.retryAfter};
    for (const char *key : {"errorType", "error", "status"}) // the last two are OAuth's
        if (api.category.isEmpty() && word(body, key) != QLatin1StringView("error"))
            api.category = word(body, key);
    if (error.status == 488) {
        const QString told = body.value(QLatin1StringView("correctHublet")).toString();
        const QString header = QString::fromLatin1(headerValue(error.headers, "X-HubSpot-Correct-Hublet"));
        api.hublet = ifOfForm(told.isEmpty() ? header : told, "[a-z]{2}[0-9]{1,3}");
    }
    if (error.kind != Error::Kind::Offline && fromAPortal(error))
        api.cause = Cause::CaptivePortal;
    else if (error.status == 0 || error.kind == Error::Kind::Offline || error.kind == Error::Kind::Malformed)
        api.cause = causeWithoutStatus(error.kind);
    else
        api.cause = causeOfStatus(api, path);
    if (api.message.isEmpty() && (error.status == 0 || error.kind == Error::Kind::Malformed))
        api.message = withoutTokens(error.detail).left(longestMessage);
    return api;
}

QString causeId(ApiError::Cause cause)
{
    for (const CauseWord &known : causeWords)
        if (known.cause == cause)
            return QString::fromLatin1(known.id);
    Q_UNREACHABLE();
}

} // namespace hubwatch
