#include "checklist/run_record.h"

#include "checklist/evidence_json.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> recordFault(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

const Verdict *recordedVerdict(const std::vector<Verdict> &verdicts, const QString &item)
{
    const auto found = std::ranges::find(verdicts, item, &Verdict::item);
    return found == verdicts.end() ? nullptr : &*found;
}

/// So that a change by hand shows.
QString sealOf(const QString &service, const Verdict &verdict)
{
    const QByteArray json = QJsonDocument(verdictJson(verdict)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        QCryptographicHash::hash(service.toUtf8() + '\n' + json, QCryptographicHash::Sha256).toHex());
}

/// How bad it is; nullopt for what is neither better nor worse than anything.
std::optional<int> badness(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pass: return 0;
    case Outcome::Warn: return 1;
    case Outcome::Fail:
    case Outcome::Error: return 2;
    case Outcome::NotRun:
    case Outcome::NotApplicable: return std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<ItemChange::Kind> changeKind(Outcome before, Outcome now)
{
    const std::optional<int> was = badness(before);
    const std::optional<int> is = badness(now);
    if (!was || !is || *was == *is)
        return std::nullopt;
    return *is > *was ? ItemChange::Kind::Regressed : ItemChange::Kind::Mended;
}

} // namespace

QByteArray runRecordJson(const RunRecord &record)
{
    QJsonArray verdicts;
    for (const Verdict &verdict : record.verdicts) {
        QJsonObject sealedJson = verdictJson(verdict);
        sealedJson.insert("seal"_L1, sealOf(record.service, verdict));
        verdicts.append(sealedJson);
    }
    const QJsonObject json{{"service"_L1, record.service},
                           {"at"_L1, qint64(record.at.time_since_epoch().count())},
                           {"by"_L1, record.by},
                           {"verdicts"_L1, verdicts}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<RunRecord> parseRunRecord(const QByteArray &json)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (fault.error != QJsonParseError::NoError)
        return recordFault(QStringLiteral("byte %1: %2").arg(fault.offset + 1).arg(fault.errorString()));
    const QJsonObject object = document.object();
    if (object.value("service"_L1).toString().isEmpty())
        return recordFault(QStringLiteral("service: expected a name"));
    if (!object.value("at"_L1).isDouble())
        return recordFault(QStringLiteral("at: expected milliseconds since 1970"));
    if (!object.value("verdicts"_L1).isArray())
        return recordFault(QStringLiteral("verdicts: expected a list"));
    RunRecord record{.service = object.value("service"_L1).toString(),
                     .at = TimePoint(Duration(object.value("at"_L1).toInteger())),
                     .by = object.value("by"_L1).toString()};
    const QJsonArray verdicts = object.value("verdicts"_L1).toArray();
    for (qsizetype at = 0; at < verdicts.size(); ++at) {
        Result<Verdict> verdict = verdictFromJson(verdicts.at(at).toObject());
        if (!verdict)
            return recordFault(QStringLiteral("verdicts[%1].%2").arg(at).arg(verdict.error().detail));
        if (verdicts.at(at)["seal"_L1].toString() != sealOf(record.service, *verdict)) {
            verdict->words = QStringLiteral("the stored verdict was changed, run it again: was %1, %2")
                                 .arg(outcomeWord(verdict->outcome), verdict->words);
            verdict->outcome = Outcome::Error;
        }
        record.verdicts.push_back(std::move(*verdict));
    }
    return record;
}

std::vector<Verdict> newestVerdicts(const std::vector<RunRecord> &records)
{
    std::vector<Verdict> newest;
    for (const RunRecord &record : records) {
        for (const Verdict &verdict : record.verdicts) {
            const auto known = std::ranges::find(newest, verdict.item, &Verdict::item);
            if (known == newest.end())
                newest.push_back(verdict);
            else
                *known = verdict;
        }
    }
    return newest;
}

std::vector<ItemChange> changesSince(const std::vector<Verdict> &baseline, const std::vector<Verdict> &now)
{
    std::vector<ItemChange> changes;
    for (const Verdict &verdict : now) {
        const Verdict *before = recordedVerdict(baseline, verdict.item);
        if (before == nullptr) {
            if (verdict.outcome != Outcome::NotRun)
                changes.push_back({ItemChange::Kind::Appeared, verdict.item, Outcome::NotRun, verdict.outcome});
        } else if (const auto kind = changeKind(before->outcome, verdict.outcome)) {
            changes.push_back({*kind, verdict.item, before->outcome, verdict.outcome});
        }
    }
    for (const Verdict &verdict : baseline)
        if (recordedVerdict(now, verdict.item) == nullptr)
            changes.push_back({ItemChange::Kind::Gone, verdict.item, verdict.outcome, Outcome::NotRun});
    return changes;
}

} // namespace hubwatch
