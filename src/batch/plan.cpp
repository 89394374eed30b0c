#include "batch/plan.h"

#include "batch/job_json.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int objectsARequest = 100;
constexpr int associationsARequest = 2000;
constexpr int associationsRead = 1000; ///< in one request

std::int64_t chunks(std::int64_t rows, int perRequest)
{
    return (rows + perRequest - 1) / perRequest;
}

QJsonObject inputObject(const JobInput &input)
{
    return {{"path"_L1, input.path},
            {"name"_L1, input.name},
            {"encoding"_L1, int(input.format.encoding)},
            {"bomBytes"_L1, input.format.bomBytes},
            {"delimiter"_L1, QString(QLatin1Char(input.format.delimiter))},
            {"bytes"_L1, qint64(input.bytes)},
            {"sha256"_L1, input.sha256},
            {"changedAt"_L1, instantJson(input.changedAt)},
            {"search"_L1, input.search}};
}

JobInput inputOf(const QJsonObject &json)
{
    const QString delimiter = json.value("delimiter"_L1).toString();
    return {.path = json.value("path"_L1).toString(),
            .name = json.value("name"_L1).toString(),
            .format = {.encoding = CsvFormat::Encoding(std::clamp(json.value("encoding"_L1).toInt(), 0, 4)),
                       .bomBytes = json.value("bomBytes"_L1).toInt(),
                       .delimiter = delimiter.isEmpty() ? ',' : delimiter.front().toLatin1()},
            .bytes = json.value("bytes"_L1).toInteger(),
            .sha256 = json.value("sha256"_L1).toString(),
            .changedAt = instantOf(json.value("changedAt"_L1)),
            .search = json.value("search"_L1).toString()};
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &one : value.toArray())
        list << one.toString();
    return list;
}

Result<QJsonObject> readObject(const QByteArray &json, const char *what)
{
    QJsonParseError fault = {};
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (document.isObject())
        return document.object();
    return fail(
        Error::Kind::Malformed,
        QStringLiteral("%1: byte %2: %3").arg(QLatin1StringView(what)).arg(fault.offset).arg(fault.errorString()));
}

} // namespace

int rowsPerRequest(const JobSpec &spec)
{
    if (spec.operation != JobOperation::Associate)
        return objectsARequest;
    return readsBefore(spec) ? associationsRead : associationsARequest;
}

bool readsBefore(const JobSpec &spec)
{
    if (!spec.undoes.isEmpty())
        return spec.operation != JobOperation::Create;
    switch (spec.operation) {
    case JobOperation::Update:
    case JobOperation::Upsert: return spec.keepsBefore || spec.skipsUnchanged;
    case JobOperation::Archive: return spec.keepsBefore;
    case JobOperation::Associate:
    case JobOperation::Dissociate: return spec.keepsBefore || spec.skipsUnchanged;
    case JobOperation::Create:
    case JobOperation::Read: return false;
    }
    Q_UNREACHABLE();
}

RequestCount requestsFor(const JobSpec &spec, std::int64_t rows)
{
    const std::int64_t requests = chunks(rows, rowsPerRequest(spec));
    if (spec.operation == JobOperation::Read)
        return {.reads = requests};
    return {.reads = readsBefore(spec) ? requests : 0, .writes = requests};
}

QString newJobId(const JobSpec &spec, TimePoint at, std::uint32_t noise)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
    QString object;
    for (const QChar letter : spec.object) {
        const bool plain = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        object += plain ? letter : QChar(u'_');
    }
    return QStringLiteral("%1-%2%3-%4-%5")
        .arg(utc.toString(QStringLiteral("yyyyMMdd-HHmm")), spec.undoes.isEmpty() ? QString() : QStringLiteral("undo-"),
             operationWord(spec.operation), object.left(40))
        .arg(noise & 0xffffU, 4, 16, QLatin1Char('0'));
}

QString planTitle(const JobSpec &spec, std::int64_t rows)
{
    QString word = operationWord(spec.operation);
    word[0] = word[0].toUpper();
    const QString count = QLocale(QLocale::English).toString(qlonglong(rows));
    if (!spec.undoes.isEmpty())
        word = QStringLiteral("Undo: ") + operationWord(spec.operation);
    QString object = spec.object;
    object.replace(u'_', u' ');
    return QStringLiteral("%1 %2 %3").arg(word, count, object);
}

QByteArray planJson(const Plan &plan)
{
    const QJsonObject json{{"version"_L1, 1},
                           {"id"_L1, plan.id},
                           {"spec"_L1, specObject(plan.spec)},
                           {"input"_L1, inputObject(plan.input)},
                           {"header"_L1, QJsonArray::fromStringList(plan.header)},
                           {"rows"_L1, qint64(plan.rows)},
                           {"accepted"_L1, qint64(plan.accepted)},
                           {"rejects"_L1, reasonsArray(plan.rejects)},
                           {"warnings"_L1, QJsonArray::fromStringList(plan.warnings)},
                           {"reads"_L1, qint64(plan.requests.reads)},
                           {"writes"_L1, qint64(plan.requests.writes)},
                           {"plannedAt"_L1, instantJson(plan.plannedAt)},
                           {"plannedBy"_L1, plan.plannedBy},
                           {"definitionsAt"_L1, instantJson(plan.definitionsAt)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<Plan> parsePlan(const QByteArray &text)
{
    const Result<QJsonObject> json = readObject(text, "plan");
    if (!json)
        return tl::unexpected(json.error());
    if (const int version = json->value("version"_L1).toInt(); version != 1)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("plan: version %1 is not one that this Hubwatch knows; update Hubwatch").arg(version));
    const Result<JobSpec> spec = specOf(json->value("spec"_L1).toObject());
    if (!spec)
        return fail(Error::Kind::Malformed, QStringLiteral("plan: spec: ") + spec.error().detail);
    return Plan{.id = json->value("id"_L1).toString(),
                .spec = *spec,
                .input = inputOf(json->value("input"_L1).toObject()),
                .header = stringList(json->value("header"_L1)),
                .rows = json->value("rows"_L1).toInteger(),
                .accepted = json->value("accepted"_L1).toInteger(),
                .rejects = reasonsOf(json->value("rejects"_L1).toArray()),
                .warnings = stringList(json->value("warnings"_L1)),
                .requests
                = {.reads = json->value("reads"_L1).toInteger(), .writes = json->value("writes"_L1).toInteger()},
                .plannedAt = instantOf(json->value("plannedAt"_L1)).value_or(TimePoint()),
                .plannedBy = json->value("plannedBy"_L1).toString(),
                .definitionsAt = instantOf(json->value("definitionsAt"_L1))};
}

} // namespace hubwatch
