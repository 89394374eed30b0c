#include "app/commands/token_lines.h"

#include "base/time_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr qsizetype columnCount = 6;
using TokenRow = std::array<QString, columnCount>;

void addUse(std::vector<TokenLine> &lines, const QString &reference, const QString &user)
{
    if (reference.isEmpty())
        return;
    auto found = std::ranges::find(lines, reference, [](const TokenLine &line) { return line.record.reference; });
    if (found == lines.end())
        found = lines.insert(lines.end(), TokenLine{.record = {.reference = reference}});
    found->usedBy << user;
}

QString counted(std::int64_t count, const QString &unit)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(unit, count == 1 ? QString() : QStringLiteral("s"));
}

QString ageText(const std::optional<TimePoint> &since, TimePoint now)
{
    if (!since)
        return QStringLiteral("-");
    const Duration age = std::max(now - *since, Duration::zero());
    if (age >= 24h)
        return counted(age / 24h, QStringLiteral("day"));
    if (age >= 1h)
        return counted(age / 1h, QStringLiteral("hour"));
    return counted(age / 1min, QStringLiteral("minute"));
}

QString portalText(const TokenLine &line)
{
    if (line.record.portal != 0)
        return QString::number(line.record.portal);
    return line.recorded ? QStringLiteral("not verified") : QStringLiteral("-");
}

TokenRow rowOf(const TokenLine &line, TimePoint now)
{
    return {line.record.reference,
            line.recorded ? credentialKindName(line.record.kind) : QStringLiteral("not stored here"),
            line.record.fingerprint.isEmpty() ? QStringLiteral("-") : line.record.fingerprint.shown,
            portalText(line),
            ageText(line.record.createdAt, now),
            line.usedBy.isEmpty() ? QStringLiteral("nobody") : line.usedBy.join(QStringLiteral(", "))};
}

QJsonObject recordObject(const CredentialRecord &record)
{
    QJsonObject object{
        {QStringLiteral("reference"), record.reference},
        {QStringLiteral("kind"), credentialKindId(record.kind)},
        {QStringLiteral("fingerprint"), record.fingerprint.shown},
        {QStringLiteral("hash"), record.fingerprint.hash},
        {QStringLiteral("portal"), record.portal == 0 ? QJsonValue() : QJsonValue(qint64(record.portal))}};
    if (!record.region.isEmpty())
        object.insert(QStringLiteral("region"), record.region);
    if (record.createdAt)
        object.insert(QStringLiteral("createdAt"), utcText(*record.createdAt));
    if (record.verifiedAt)
        object.insert(QStringLiteral("verifiedAt"), utcText(*record.verifiedAt));
    return object;
}

QString outcomeWord(DoctorStep::Outcome outcome)
{
    switch (outcome) {
    case DoctorStep::Outcome::Good: return QStringLiteral("good");
    case DoctorStep::Outcome::Bad: return QStringLiteral("bad");
    case DoctorStep::Outcome::Skipped: return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
}

} // namespace

std::vector<TokenLine> tokenLines(const CredentialBook &book, const Workspace &workspace)
{
    std::vector<TokenLine> lines;
    for (const CredentialRecord &record : book.records)
        lines.push_back({.record = record, .recorded = true});
    for (const AccountConfig &account : workspace.accounts)
        addUse(lines, account.credential, QStringLiteral("account ") + account.name);
    for (const ServiceConfig &service : workspace.services)
        addUse(lines, service.credential, QStringLiteral("service ") + service.name);
    for (const Route &route : workspace.routes)
        addUse(lines, route.key, QStringLiteral("route ") + route.name);
    return lines;
}

QString tokenListText(const std::vector<TokenLine> &lines, TimePoint now)
{
    if (lines.empty())
        return QStringLiteral("no credentials; hubwatchctl token set NAME stores one\n");
    std::vector<TokenRow> rows{{QStringLiteral("REFERENCE"), QStringLiteral("KIND"), QStringLiteral("FINGERPRINT"),
                                QStringLiteral("PORTAL"), QStringLiteral("AGE"), QStringLiteral("USED BY")}};
    for (const TokenLine &line : lines)
        rows.push_back(rowOf(line, now));
    std::array<qsizetype, columnCount> widths{};
    for (const TokenRow &row : rows)
        for (size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row[column].size());
    QString text;
    for (const TokenRow &row : rows) {
        for (size_t column = 0; column + 1 < row.size(); ++column)
            text += row[column].leftJustified(widths[column] + 2);
        text += row.back() + u'\n';
    }
    return text;
}

QByteArray tokenListJson(const std::vector<TokenLine> &lines, TimePoint now)
{
    QJsonArray list;
    for (const TokenLine &line : lines) {
        QJsonObject object = recordObject(line.record);
        object.insert(QStringLiteral("recorded"), line.recorded);
        object.insert(QStringLiteral("usedBy"), QJsonArray::fromStringList(line.usedBy));
        if (line.record.createdAt)
            object.insert(QStringLiteral("ageDays"), qint64((now - *line.record.createdAt) / 24h));
        list.append(object);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("credentials"), list}}).toJson(QJsonDocument::Compact);
}

QByteArray tokenRecordJson(const CredentialRecord &record)
{
    return QJsonDocument(recordObject(record)).toJson(QJsonDocument::Compact);
}

QString doctorText(const DoctorReport &report)
{
    QString text = QStringLiteral("mode %1, keychain %2%3\n")
                       .arg(vaultModeText(report.vault.mode), vaultBackendText(report.vault.backend),
                            report.vault.name.isEmpty() ? QString() : QStringLiteral(": ") + report.vault.name);
    for (const DoctorStep &step : report.steps)
        text += QStringLiteral("  %1  %2  %3\n")
                    .arg(outcomeWord(step.outcome).leftJustified(7), step.name.leftJustified(10), step.words);
    const bool told
        = std::ranges::any_of(report.steps, [&](const DoctorStep &step) { return step.words == report.vault.words; });
    return told ? text : text + report.vault.words + u'\n';
}

QByteArray doctorJson(const DoctorReport &report)
{
    QJsonArray steps;
    for (const DoctorStep &step : report.steps)
        steps.append(QJsonObject{{QStringLiteral("step"), step.name},
                                 {QStringLiteral("outcome"), outcomeWord(step.outcome)},
                                 {QStringLiteral("words"), step.words}});
    return QJsonDocument(QJsonObject{{QStringLiteral("at"), utcText(report.at)},
                                     {QStringLiteral("good"), report.good()},
                                     {QStringLiteral("mode"), vaultModeText(report.vault.mode)},
                                     {QStringLiteral("backend"), vaultBackendText(report.vault.backend)},
                                     {QStringLiteral("name"), report.vault.name},
                                     {QStringLiteral("words"), report.vault.words},
                                     {QStringLiteral("steps"), steps}})
        .toJson(QJsonDocument::Compact);
}

} // namespace hubwatch
