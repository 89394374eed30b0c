#include "app/commands/batch_lines.h"

#include "base/duration_text.h"
#include "base/time_text.h"
#include "batch/count_text.h"
#include "batch/job_json.h"

#include <QJsonDocument>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QString shownPiles(const JobPiles &piles)
{
    return QStringLiteral("%1 done, %2 failed, %3 unknown, %4 skipped")
        .arg(countText(piles.done), countText(piles.failed), countText(piles.unknown), countText(piles.skipped));
}

QJsonObject jobObject(const char *type, const Plan &plan, const JobState &state, const JobPiles &piles)
{
    QJsonObject json{{"type"_L1, QLatin1StringView(type)},
                     {"id"_L1, plan.id},
                     {"account"_L1, plan.spec.account},
                     {"operation"_L1, operationWord(plan.spec.operation)},
                     {"object"_L1, plan.spec.object},
                     {"phase"_L1, phaseWord(state.phase)},
                     {"why"_L1, state.why},
                     {"rows"_L1, qint64(plan.rows)},
                     {"calls"_L1, qint64(state.calls)}};
    const QJsonObject counts = pilesObject(piles);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        json.insert(it.key(), it.value());
    if (!plan.spec.undoes.isEmpty())
        json.insert("undoes"_L1, plan.spec.undoes);
    return json;
}

QByteArray lineOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonValue countOrNull(const std::optional<std::int64_t> &count)
{
    return count ? QJsonValue(qint64(*count)) : QJsonValue(QJsonValue::Null);
}

QString diffWord(RowDiff::Verdict verdict)
{
    switch (verdict) {
    case RowDiff::Verdict::Changes: return QStringLiteral("changes");
    case RowDiff::Verdict::Unchanged: return QStringLiteral("unchanged");
    case RowDiff::Verdict::Creates: return QStringLiteral("creates");
    case RowDiff::Verdict::NotFound: return QStringLiteral("not-found");
    case RowDiff::Verdict::Archives: return QStringLiteral("archives");
    case RowDiff::Verdict::Reads: return QStringLiteral("reads");
    case RowDiff::Verdict::Associates: return QStringLiteral("associates");
    case RowDiff::Verdict::Kept: return QStringLiteral("kept");
    }
    Q_UNREACHABLE();
}

QJsonObject valuesObject(const std::vector<PropertyValue> &values)
{
    QJsonObject json;
    for (const PropertyValue &value : values)
        json.insert(value.property, value.value);
    return json;
}

} // namespace

QByteArray jobLine(const JobRecord &job)
{
    QJsonObject json = jobObject("job", job.plan, job.state, job.piles);
    if (!job.problem.isEmpty())
        json.insert("problem"_L1, job.problem);
    if (!job.notice.isEmpty())
        json.insert("notice"_L1, job.notice);
    json.insert("reasons"_L1, reasonsArray(job.reasons));
    return lineOf(json);
}

QByteArray progressLine(const Plan &plan, const JobProgress &progress, TimePoint now)
{
    QJsonObject json = jobObject("progress", plan, progress.state, progress.piles);
    json.insert("at"_L1, utcText(now));
    json.insert("inFlight"_L1, qint64(progress.inFlight));
    json.insert("binds"_L1, boundWord(progress.forecast.bound));
    json.insert("leftSeconds"_L1, double(progress.forecast.left.count()) / 1000);
    json.insert("used"_L1, progress.limiter.used);
    json.insert("limit"_L1, progress.limiter.limit.calls);
    return lineOf(json);
}

QByteArray planLine(const Plan &plan)
{
    return lineOf({{"type"_L1, "plan"_L1},
                   {"id"_L1, plan.id},
                   {"account"_L1, plan.spec.account},
                   {"operation"_L1, operationWord(plan.spec.operation)},
                   {"object"_L1, plan.spec.object},
                   {"mapping"_L1, mappingArray(plan.spec.mapping)},
                   {"rows"_L1, qint64(plan.rows)},
                   {"accepted"_L1, qint64(plan.accepted)},
                   {"rejected"_L1, qint64(plan.rejected())},
                   {"rejects"_L1, reasonsArray(plan.rejects)},
                   {"reads"_L1, qint64(plan.requests.reads)},
                   {"writes"_L1, qint64(plan.requests.writes)},
                   {"sha256"_L1, plan.input.sha256},
                   {"encoding"_L1, encodingName(plan.input.format.encoding)},
                   {"delimiter"_L1, delimiterName(plan.input.format.delimiter)},
                   {"warnings"_L1, QJsonArray::fromStringList(plan.warnings)}});
}

QByteArray dryRunLine(const DryRunReport &report)
{
    QJsonArray sample;
    for (const RowDiff &diff : report.sample)
        sample.append(QJsonObject{{"row"_L1, qint64(diff.row)},
                                  {"key"_L1, diff.key},
                                  {"id"_L1, diff.recordId},
                                  {"verdict"_L1, diffWord(diff.verdict)},
                                  {"before"_L1, valuesObject(diff.before)},
                                  {"after"_L1, valuesObject(diff.after)}});
    return lineOf({{"type"_L1, "dryRun"_L1},
                   {"id"_L1, report.job},
                   {"reads"_L1, qint64(report.requests.reads)},
                   {"writes"_L1, qint64(report.requests.writes)},
                   {"dailyLeft"_L1, countOrNull(report.dailyLeft)},
                   {"dailyLeftAfter"_L1, countOrNull(report.dailyLeftAfter)},
                   {"binds"_L1, boundWord(report.forecast.bound)},
                   {"seconds"_L1, double(report.forecast.left.count()) / 1000},
                   {"sampled"_L1, qint64(report.sampled)},
                   {"changing"_L1, qint64(report.changing)},
                   {"unchanged"_L1, qint64(report.unchanged)},
                   {"notFound"_L1, qint64(report.notFound)},
                   {"kept"_L1, qint64(report.kept)},
                   {"sample"_L1, sample},
                   {"warnings"_L1, QJsonArray::fromStringList(report.warnings)}});
}

QString jobSentence(const JobRecord &job)
{
    QString text = QStringLiteral("%1: %2: %3: %4 of %5 rows: %6")
                       .arg(job.plan.id, planTitle(job.plan.spec, job.plan.rows), phaseWord(job.state.phase),
                            countText(job.piles.all()), countText(job.plan.rows), shownPiles(job.piles));
    if (!job.state.why.isEmpty())
        text += QStringLiteral("; ") + job.state.why;
    if (!job.problem.isEmpty())
        text += QStringLiteral("; ") + job.problem;
    if (!job.notice.isEmpty())
        text += QStringLiteral("; ") + job.notice;
    return text;
}

QString progressSentence(const Plan &plan, const JobProgress &progress)
{
    const double share = plan.rows > 0 ? 100.0 * double(progress.piles.all()) / double(plan.rows) : 100;
    QString text = QStringLiteral("%1 %  %2").arg(share, 0, 'f', 1).arg(shownPiles(progress.piles));
    if (!progress.state.why.isEmpty())
        return text + QStringLiteral("  ") + progress.state.why;
    if (progress.forecast.bound != PaceBound::Unknown)
        text += QStringLiteral("  %1 left (%2 binds)")
                    .arg(durationText(std::chrono::floor<std::chrono::seconds>(progress.forecast.left)),
                         boundWord(progress.forecast.bound));
    return text;
}

QString planSentences(const Plan &plan)
{
    QString text
        = QStringLiteral("%1: %2 on account %3, from %4\n  %5 rows: %6 can be sent, %7 cannot\n  %8 requests: %9 "
                         "read, %10 write\n")
              .arg(plan.id, planTitle(plan.spec, plan.rows), plan.spec.account, plan.input.name, countText(plan.rows),
                   countText(plan.accepted), countText(plan.rejected()), countText(plan.requests.all()),
                   countText(plan.requests.reads))
              .arg(countText(plan.requests.writes));
    if (!plan.input.path.isEmpty())
        text += QStringLiteral("  read as %1, delimiter %2\n")
                    .arg(encodingName(plan.input.format.encoding), delimiterName(plan.input.format.delimiter));
    for (const ColumnMapping &one : plan.spec.mapping)
        text += QStringLiteral("  column %1 is %2\n").arg(one.column, one.property);
    text += reasonLines(plan.rejects);
    for (const QString &warning : plan.warnings)
        text += QStringLiteral("  note: %1\n").arg(warning);
    return text;
}

QString dryRunSentences(const DryRunReport &report)
{
    QString text
        = QStringLiteral("  dry run: nothing was written; of %1 rows looked at %2 change, %3 do not, %4 are not "
                         "found\n")
              .arg(countText(report.sampled), countText(report.changing), countText(report.unchanged),
                   countText(report.notFound));
    if (report.dailyLeft && report.dailyLeftAfter)
        text += QStringLiteral("  quota: %1 calls are left today, %2 after the job\n")
                    .arg(countText(*report.dailyLeft), countText(*report.dailyLeftAfter));
    text
        += QStringLiteral("  takes %1: %2\n")
               .arg(durationText(std::chrono::ceil<std::chrono::seconds>(report.forecast.left)), report.forecast.words);
    return text;
}

QString reasonLines(const std::vector<ReasonGroup> &reasons)
{
    QString text;
    for (const ReasonGroup &group : reasons) {
        text += QStringLiteral("  %1 x %2, first row %3").arg(countText(group.rows), group.reason).arg(group.firstRow);
        if (!group.sample.isEmpty())
            text += QStringLiteral(": \"%1\"").arg(group.sample);
        text += u'\n';
    }
    return text;
}

QString jobTable(const std::vector<JobRecord> &jobs)
{
    QString text;
    for (const JobRecord &job : jobs)
        text += jobSentence(job) + u'\n';
    return text;
}

} // namespace hubwatch
