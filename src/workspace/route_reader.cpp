#include "workspace/route_reader.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

struct SeverityWord {
    const char *word;
    Rule::Severity severity;
};

constexpr std::array severityWords{
    SeverityWord{"page", Rule::Severity::Page},
    SeverityWord{"notify", Rule::Severity::Notify},
    SeverityWord{"ticket", Rule::Severity::Ticket},
};

/// A key that the route's kind has no use for would be a promise that is not kept.
void refuseUnused(TableReader &reader, const Route &route, const QString &key, bool used, const QString &why)
{
    if (!used && reader.has(key))
        reader.wrong(key, QStringLiteral("a route of kind %1 %2; remove it").arg(routeKindText(route.kind), why));
}

void readSeverities(TableReader &reader, Route &route)
{
    const QString key = QStringLiteral("severities");
    QStringList valid;
    for (const SeverityWord &one : severityWords)
        valid += QString::fromLatin1(one.word);
    const std::optional<QStringList> words
        = reader.texts(key, QStringLiteral("page"), [&valid](const QString &word) -> Complaint {
              if (valid.contains(word))
                  return std::nullopt;
              return QStringLiteral("expected %1, found %2").arg(listed(valid), shown(word));
          });
    if (!words)
        return;
    if (words->isEmpty())
        reader.wrong(key,
                     QStringLiteral("expected at least one of %1; leave the key out for the usual ones of this "
                                    "kind")
                         .arg(listed(valid)));
    for (const QString &word : *words) {
        const Rule::Severity severity = severityWords[size_t(valid.indexOf(word))].severity;
        if (std::ranges::find(route.severities, severity) == route.severities.end())
            route.severities.push_back(severity);
    }
}

} // namespace

void readTelling(TableReader &reader, Route &route)
{
    const QString channel = QStringLiteral("channel");
    const QString wait = QStringLiteral("group_wait");
    const QString interval = QStringLiteral("group_interval");
    const QString repeat = QStringLiteral("repeat");
    const QString resolved = QStringLiteral("send_resolved");

    route.channel
        = reader.text(channel, QStringLiteral("a channel such as \"C0123456789\""), nameComplaint).value_or(QString());
    readSeverities(reader, route);
    route.groupWait = reader.duration(wait, QStringLiteral("30s"), 0s, 1h).value_or(route.groupWait);
    route.groupInterval = reader.duration(interval, QStringLiteral("5m"), 1s, 24h).value_or(route.groupInterval);
    route.repeatInterval = reader.duration(repeat, QStringLiteral("4h"), 1min, 30 * 24h).value_or(route.repeatInterval);
    route.sendResolved = reader.boolean(resolved).value_or(route.sendResolved);

    using Kind = Route::Kind;
    const bool pager = route.kind == Kind::PagerDuty;
    const bool manager = route.kind == Kind::Alertmanager;
    refuseUnused(reader, route, channel, route.kind == Kind::Slack, QStringLiteral("has no channel"));
    refuseUnused(reader, route, QStringLiteral("key"), route.kind != Kind::Desktop, QStringLiteral("needs no key"));
    refuseUnused(reader, route, QStringLiteral("url"), route.kind != Kind::Desktop, QStringLiteral("has no url"));
    const QString how = pager ? QStringLiteral("is told of each alert at once and gathers nothing")
                              : QStringLiteral("leaves gathering to its Alertmanager");
    for (const QString &key : {wait, interval})
        refuseUnused(reader, route, key, !pager && !manager, how);
    refuseUnused(reader, route, repeat, !manager, QStringLiteral("leaves repeats to its Alertmanager"));
    refuseUnused(reader, route, resolved, !manager, QStringLiteral("always tells what is resolved"));
}

} // namespace hubwatch
