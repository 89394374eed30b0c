#include "ui/rules/ledger_words.h"

#include "base/time_text.h"
#include "ui/format.h"
#include "ui/rules/mute_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString ledgerWord(const char *text)
{
    return QCoreApplication::translate("ledger", text);
}

/// The same day by its clock, another one with its date.
QString ledgerTime(TimePoint at, TimePoint now)
{
    return now - at < 12h ? clockText(at) : endText(at, now);
}

QString csvField(QString text)
{
    // A spreadsheet would run what begins like a formula.
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n'))
        return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return text;
}

} // namespace

MarkedWord resultWord(LedgerEntry::Result result)
{
    using Result = LedgerEntry::Result;
    switch (result) {
    case Result::Trying: return {Mark::Pending, ledgerWord("trying")};
    case Result::Delivered: return {Mark::Good, ledgerWord("delivered")};
    case Result::Later: return {Mark::Warn, ledgerWord("will retry")};
    case Result::Refused: return {Mark::Bad, ledgerWord("refused")};
    case Result::Unknown: return {Mark::Blind, ledgerWord("unknown")};
    case Result::Withheld: return {Mark::None, ledgerWord("withheld")};
    case Result::Dropped: return {Mark::None, ledgerWord("given up")};
    }
    Q_UNREACHABLE();
}

QString eventWord(Notice::Event event)
{
    switch (event) {
    case Notice::Event::Trigger: return ledgerWord("trigger");
    case Notice::Event::Acknowledge: return ledgerWord("acknowledge");
    case Notice::Event::Resolve: return ledgerWord("resolve");
    case Notice::Event::Test: return ledgerWord("TEST");
    }
    Q_UNREACHABLE();
}

QString reasonWord(Notice::Reason reason)
{
    using Reason = Notice::Reason;
    switch (reason) {
    case Reason::FirstNotification: return ledgerWord("first notification");
    case Reason::NewAlerts: return ledgerWord("new alerts in group");
    case Reason::NewResolved: return ledgerWord("alerts resolved in group");
    case Reason::AllResolved: return ledgerWord("all resolved");
    case Reason::Repeat: return ledgerWord("repeat interval");
    case Reason::Acknowledged: return ledgerWord("acknowledged");
    case Reason::Worse: return ledgerWord("grew worse");
    case Reason::Resend: return ledgerWord("told again");
    case Reason::Test: return ledgerWord("TEST");
    }
    Q_UNREACHABLE();
}

QString tookText(Duration took)
{
    return valueText(double(took.count()) / 1000.0, Unit::Seconds);
}

std::vector<CellColumn> ledgerColumns()
{
    return {{ledgerWord("Time"), QStringLiteral("Mon 23 Nov 00:00")},
            {ledgerWord("Route"), QStringLiteral("oncall-eu 0")},
            {ledgerWord("Event"), QStringLiteral("acknowledge")},
            {ledgerWord("Subject"), {}},
            {ledgerWord("Try"), QStringLiteral("Try"), true},
            {ledgerWord("Result"), QStringLiteral("000 delivered")},
            {ledgerWord("Status"), QStringLiteral("Status"), true},
            {ledgerWord("Took"), QStringLiteral("000 ms"), true},
            {ledgerWord("Why sent"), QStringLiteral("new alerts in group 0")},
            {ledgerWord("Next try"), QStringLiteral("in 00 min"), true}};
}

CellRow ledgerRow(const LedgerEntry &entry, TimePoint now)
{
    const MarkedWord result = resultWord(entry.result);
    const QString subject
        = entry.alerts > 1 ? ledgerWord("%1 + %2 more").arg(entry.subject).arg(entry.alerts - 1) : entry.subject;
    const bool next = entry.nextTry && *entry.nextTry > now;
    return {.key = QString::number(entry.id),
            .cells = {{.text = ledgerTime(entry.at, now), .tip = instantText(entry.at)},
                      {.text = entry.route, .tone = Tone::Normal},
                      {.text = eventWord(entry.event)},
                      {.text = subject, .tone = Tone::Normal, .tip = subject + u'\n' + entry.words},
                      {.text = entry.attempt > 0 ? QString::number(entry.attempt) : QStringLiteral("–")},
                      {.text = result.word,
                       .mark = result.mark,
                       .tone = result.mark == Mark::Good ? Tone::Normal : toneOf(result.mark)},
                      {.text = entry.status > 0 ? QString::number(entry.status) : QStringLiteral("–")},
                      {.text = entry.status > 0 ? tookText(entry.took) : QStringLiteral("–")},
                      {.text = reasonWord(entry.reason)},
                      {.text = next ? ledgerWord("in %1").arg(ageText(*entry.nextTry - now)) : QStringLiteral("–")}}};
}

int duplicatesOf(const LedgerEntry &entry, const std::vector<LedgerEntry> &entries)
{
    using Result = LedgerEntry::Result;
    const auto reached
        = [](const LedgerEntry &e) { return e.result == Result::Delivered || e.result == Result::Unknown; };
    return int(std::ranges::count_if(entries, [&](const LedgerEntry &other) {
        return other.id != entry.id && reached(other) && reached(entry) && other.notice == entry.notice
            && other.route == entry.route && other.key == entry.key && other.bodyHash == entry.bodyHash
            && !entry.bodyHash.isEmpty();
    }));
}

QByteArray ledgerCsv(const std::vector<LedgerEntry> &entries)
{
    QString csv = QStringLiteral("at,route,kind,event,reason,subject,alerts,attempt,result,status,took_ms,words,key,"
                                 "body_hash,next_try\n");
    for (const LedgerEntry &entry : entries) {
        const QStringList fields{utcText(entry.at),
                                 entry.route,
                                 entry.kind,
                                 eventWord(entry.event),
                                 reasonWord(entry.reason),
                                 entry.subject,
                                 QString::number(entry.alerts),
                                 QString::number(entry.attempt),
                                 resultWord(entry.result).word,
                                 QString::number(entry.status),
                                 QString::number(entry.took.count()),
                                 entry.words,
                                 entry.key,
                                 entry.bodyHash,
                                 entry.nextTry ? utcText(*entry.nextTry) : QString()};
        QStringList safe;
        for (const QString &field : fields)
            safe << csvField(field);
        csv += safe.join(u',') + u'\n';
    }
    return csv.toUtf8();
}

} // namespace hubwatch::ui
