#include "checklist/bench/bench_paths.h"

#include <QUrlQuery>

namespace hubwatch {

namespace {

bool isVersionPart(const QByteArray &part)
{
    const bool isOld = part.size() == 2 && part[0] == 'v' && part[1] >= '1' && part[1] <= '9';
    const bool isDated = part.size() >= 7 && part.startsWith("20") && part[4] == '-';
    return isOld || isDated;
}

HubPath::Kind objectsKind(const QByteArrayList &rest)
{
    if (rest.isEmpty())
        return HubPath::Kind::List;
    if (rest[0] == "batch")
        return HubPath::Kind::Batch;
    return rest[0] == "search" ? HubPath::Kind::Search : HubPath::Kind::Record;
}

/// Without the version, wherever it stands: /crm/v3/objects, /crm/objects/2026-09 and /account-info/v3 have it in
/// places of their own.
QByteArrayList partsWithoutVersion(const QByteArray &path)
{
    QByteArrayList parts = path.split('/');
    parts.removeAll(QByteArray());
    for (qsizetype i = 0; i < std::min<qsizetype>(parts.size(), 3); ++i) {
        if (isVersionPart(parts[i])) {
            parts.removeAt(i);
            break;
        }
    }
    return parts;
}

} // namespace

HubPath hubPath(const QByteArray &path)
{
    const QByteArrayList parts = partsWithoutVersion(path);
    if (parts.isEmpty())
        return {};
    if (parts[0] == "account-info" || parts[0] == "integrations")
        return {.kind = HubPath::Kind::Account, .rest = parts.sliced(1)};
    if (parts[0] == "oauth")
        return {.kind = HubPath::Kind::Token, .rest = parts.sliced(1)};
    if (parts[0] == "crm-object-schemas")
        return {.kind = HubPath::Kind::Schemas, .rest = parts.sliced(std::min<qsizetype>(2, parts.size()))};
    if (parts[0] != "crm" || parts.size() < 2)
        return {};
    const QByteArray &family = parts[1];
    if (family == "schemas")
        return {.kind = HubPath::Kind::Schemas, .rest = parts.sliced(2)};
    if (family == "object-schemas")
        return {.kind = HubPath::Kind::Schemas, .rest = parts.sliced(std::min<qsizetype>(3, parts.size()))};
    if (family == "owners")
        return {.kind = HubPath::Kind::Owners, .rest = parts.sliced(2)};
    if (parts.size() < 3)
        return {};
    HubPath known{.type = QString::fromUtf8(parts[2]).left(80), .rest = parts.sliced(3)};
    if (family == "objects") {
        known.kind = objectsKind(known.rest);
    } else if (family == "properties") {
        known.kind = HubPath::Kind::Properties;
    } else if (family == "pipelines") {
        known.kind = HubPath::Kind::Pipelines;
    } else if (family == "associations" && known.rest.size() > 1) {
        known.rest.removeFirst(); // the other type
        known.kind = known.rest[0] == "batch" ? HubPath::Kind::Batch : HubPath::Kind::Other;
    }
    return known;
}

QString definitionRead(const QString &method, const QString &path)
{
    if (!readsOnly(method, path))
        return {};
    const HubPath known = hubPath(path.toUtf8());
    switch (known.kind) {
    case HubPath::Kind::Properties: return known.type + QStringLiteral(" properties");
    case HubPath::Kind::Schemas: return QStringLiteral("schemas");
    case HubPath::Kind::Owners: return QStringLiteral("owners");
    case HubPath::Kind::Pipelines: return known.type + QStringLiteral(" pipelines");
    case HubPath::Kind::List:
    case HubPath::Kind::Record:
    case HubPath::Kind::Batch:
    case HubPath::Kind::Search:
    case HubPath::Kind::Account:
    case HubPath::Kind::Token:
    case HubPath::Kind::Other: return {};
    }
    Q_UNREACHABLE();
}

QString listingPage(const QByteArray &query)
{
    constexpr qsizetype longest = 100;
    const QUrlQuery asked(QString::fromUtf8(query));
    QStringList page;
    for (const QString &name :
         {QStringLiteral("after"), QStringLiteral("archived"), QStringLiteral("dataSensitivity")}) {
        if (const QString value = asked.queryItemValue(name); !value.isEmpty() && value != u"false")
            page += QStringLiteral("%1=%2").arg(name, value.left(longest));
    }
    return page.join(u'&');
}

bool readsOnly(const QString &method, const QString &path)
{
    return method == u"GET" || method == u"HEAD" || (method == u"POST" && hubPath(path.toUtf8()).rest.endsWith("read"));
}

bool isSingleRecord(const QString &method, const QString &path)
{
    const HubPath::Kind kind = hubPath(path.toUtf8()).kind;
    return kind == HubPath::Kind::Record || (kind == HubPath::Kind::List && method == u"POST");
}

bool movesRecords(const QString &path)
{
    const HubPath::Kind kind = hubPath(path.toUtf8()).kind;
    return kind == HubPath::Kind::Record || kind == HubPath::Kind::List || kind == HubPath::Kind::Batch
        || kind == HubPath::Kind::Search;
}

} // namespace hubwatch
