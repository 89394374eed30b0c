#include "hubspot/api_paths.h"

namespace hubwatch {

namespace {

using namespace std::chrono;

constexpr TimePoint oauthV1Ends = sys_days(2027y / February / 16d);
constexpr TimePoint v4Ends = sys_days(2027y / March / 30d);
constexpr TimePoint v1ToV3End = sys_days(2027y / September / 1d); // HubSpot names the month only

QString dated(const char *family, const char *rest)
{
    return QStringLiteral("/%1/%2/%3").arg(QLatin1StringView(family), apiVersion, QLatin1StringView(rest));
}

QString encoded(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

QString operationName(BatchOperation operation)
{
    switch (operation) {
    case BatchOperation::Read: return QStringLiteral("read");
    case BatchOperation::Create: return QStringLiteral("create");
    case BatchOperation::Update: return QStringLiteral("update");
    case BatchOperation::Upsert: return QStringLiteral("upsert");
    case BatchOperation::Archive: return QStringLiteral("archive");
    }
    Q_UNREACHABLE();
}

} // namespace

QString apiPath(ApiCall call)
{
    switch (call) {
    case ApiCall::AccountDetails: return dated("account-info", "details");
    case ApiCall::DailyUsage: return dated("account-info", "api-usage/daily/private-apps");
    case ApiCall::SecurityActivity: return dated("account-info", "activity/security");
    case ApiCall::PrivateAppToken: return QStringLiteral("/oauth/v2/private-apps/get/access-token-info");
    case ApiCall::OAuthToken: return dated("oauth", "token");
    case ApiCall::OAuthIntrospect: return dated("oauth", "token/introspect");
    }
    Q_UNREACHABLE();
}

QString objectsPath(const QString &type)
{
    return QStringLiteral("/crm/objects/%1/%2").arg(apiVersion, encoded(type));
}

QString objectPath(const QString &type, const QString &id)
{
    return objectsPath(type) + u'/' + encoded(id);
}

QString batchPath(const QString &type, BatchOperation operation)
{
    return objectsPath(type) + QStringLiteral("/batch/") + operationName(operation);
}

QString searchPath(const QString &type)
{
    return objectsPath(type) + QStringLiteral("/search");
}

std::optional<TimePoint> switchedOffAt(QStringView path)
{
    const QStringView bare = path.left(path.indexOf(u'?') < 0 ? path.size() : path.indexOf(u'?'));
    if (bare.startsWith(u"/api/"))
        return std::nullopt;
    for (const QStringView part : bare.tokenize(u'/')) {
        if (part.size() != 2 || part[0] != u'v' || part[1] < u'1' || part[1] > u'4')
            continue;
        if (part[1] == u'4')
            return v4Ends;
        return part[1] == u'1' && bare.startsWith(u"/oauth/") ? oauthV1Ends : v1ToV3End;
    }
    return std::nullopt;
}

bool isLegacyPath(QStringView path)
{
    return switchedOffAt(path).has_value();
}

QUrl apiUrl(const QUrl &api, const QString &path)
{
    QUrl url = api;
    QString base = api.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path, QUrl::StrictMode);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

} // namespace hubwatch
