#include "app/commands/watch_lines.h"

#include "base/time_text.h"
#include "signals/value_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

/// Writes one flat JSON object, keys in the order they are given. A watch writes hundreds of these a second, and
/// QJsonDocument took a tenth of a whole scrape for them.
class JsonLine
{
public:
    JsonLine() { m_line.reserve(usualLength); }

    void text(const char *key, const QString &value)
    {
        begin(key);
        m_line += '"';
        for (const char c : value.toUtf8()) {
            if (c == '"' || c == '\\')
                m_line += '\\';
            if (static_cast<unsigned char>(c) < 0x20)
                m_line += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
            else
                m_line += c;
        }
        m_line += '"';
    }

    /// JSON has no infinities and no NaN; what cannot be written is null, as an unknown value is.
    void number(const char *key, const std::optional<double> &value)
    {
        begin(key);
        m_line += value && std::isfinite(*value) ? QByteArray::number(*value, 'g', QLocale::FloatingPointShortest)
                                                 : QByteArrayLiteral("null");
    }

    void truth(const char *key, bool value)
    {
        begin(key);
        m_line += value ? "true" : "false";
    }

    QByteArray line() const { return m_line + '}'; }

private:
    void begin(const char *key)
    {
        m_line += m_line.size() > 1 ? ",\"" : "\"";
        m_line += key;
        m_line += "\":";
    }

    static constexpr qsizetype usualLength = 256;

    QByteArray m_line = QByteArrayLiteral("{");
};

bool ruleApplies(const Rule &rule, const Reading &reading)
{
    return rule.signal == reading.signal && (rule.services.isEmpty() || rule.services.contains(reading.service));
}

QString clockText(TimePoint at)
{
    return utcText(at).mid(11, 8) + u'Z';
}

QString valueSentence(const Reading &reading)
{
    if (!reading.value)
        return reading.note.isEmpty() ? QStringLiteral("?") : QStringLiteral("? (%1)").arg(reading.note);
    const SignalDefinition *definition = findSignal(reading.signal);
    QString text = definition ? valueText(*definition, *reading.value) : QString::number(*reading.value);
    if (reading.low && !reading.high)
        text.prepend(QStringLiteral(">= "));
    return text;
}

} // namespace

QString readingSentence(const Reading &reading, std::span<const Rule> rules)
{
    return QStringLiteral("%1 %2 %3 %4 (n %5) %6")
        .arg(clockText(reading.at), reading.service, reading.signal, valueSentence(reading), QString::number(reading.n),
             readingState(reading, rules));
}

QString alertSentence(const AlertChange &change)
{
    return QStringLiteral("%1 %2 ALERT %3: %4 -> %5 since %6")
        .arg(clockText(change.at), change.alert.service, change.alert.rule, stateText(change.from),
             stateText(change.alert.state), clockText(change.alert.since));
}

QString readingState(const Reading &reading, std::span<const Rule> rules)
{
    switch (reading.validity) {
    case Reading::Validity::Unknown: return QStringLiteral("unknown");
    case Reading::Validity::NoData: return QStringLiteral("no-data");
    case Reading::Validity::Known: break;
    }
    const bool breach = std::ranges::any_of(
        rules, [&](const Rule &rule) { return ruleApplies(rule, reading) && breaches(rule, reading); });
    return breach ? QStringLiteral("breach") : QStringLiteral("ok");
}

QByteArray readingLine(const Reading &reading, std::span<const Rule> rules)
{
    JsonLine json;
    json.text("type", QStringLiteral("reading"));
    json.text("at", utcText(reading.at));
    json.text("service", reading.service);
    json.text("signal", reading.signal);
    json.number("value", reading.value);
    json.number("n", double(reading.n));
    json.number("low", reading.low);
    json.number("high", reading.high);
    json.text("state", readingState(reading, rules));
    return json.line();
}

QByteArray alertLine(const AlertChange &change)
{
    JsonLine json;
    json.text("type", QStringLiteral("alert"));
    json.text("at", utcText(change.at));
    json.text("service", change.alert.service);
    json.text("rule", change.alert.rule);
    json.text("from", stateText(change.from));
    json.text("to", stateText(change.alert.state));
    json.text("since", utcText(change.alert.since));
    json.number("value", change.alert.value);
    return json.line();
}

QByteArray accountLine(const AccountState &account)
{
    JsonLine line;
    line.text("type", QStringLiteral("account"));
    line.text("at", utcText(account.tokenSince.value_or(TimePoint())));
    line.text("account", account.config.name);
    line.text("token", tokenStateText(account.token));
    if (account.tokenError)
        line.text("cause", causeId(account.tokenError->cause));
    else
        line.number("cause", std::nullopt);
    line.number("portal", account.details ? std::optional<double>(double(account.details->portal)) : std::nullopt);
    line.text("words", account.tokenWords);
    return line.line();
}

QByteArray deliveryLine(const LedgerEntry &entry)
{
    JsonLine line;
    line.text("type", QStringLiteral("delivery"));
    line.text("at", utcText(entry.at));
    line.text("route", entry.route);
    line.text("alert", entry.key);
    line.text("event", eventText(entry.event));
    line.number("attempt", double(entry.attempt));
    line.number("status", entry.status > 0 ? std::optional<double>(entry.status) : std::nullopt);
    line.truth("ok", entry.result == LedgerEntry::Result::Delivered);
    return line.line();
}

QString deliverySentence(const LedgerEntry &entry)
{
    const QString words = entry.words.isEmpty() ? QString() : QStringLiteral(": ") + entry.words;
    return QStringLiteral("%1 %2 TOLD %3 (%4), attempt %5: %6%7")
        .arg(clockText(entry.at), entry.route, entry.subject, eventText(entry.event), QString::number(entry.attempt),
             resultText(entry.result), words);
}

QString accountSentence(const AccountState &account)
{
    return QStringLiteral("%1 %2 token %3: %4")
        .arg(utcText(account.tokenSince.value_or(TimePoint())).mid(11, 8), account.config.name,
             tokenStateText(account.token), account.tokenWords);
}

} // namespace hubwatch
