#include "workspace/console_reader.h"

namespace hubwatch {

namespace {

void readHeartbeat(TableReader &reader, ConsoleConfig &console)
{
    const QString reference = QStringLiteral("heartbeat");
    const QString url = QStringLiteral("heartbeat_url");
    console.heartbeat = reader.reference(reference).value_or(QString());
    const auto check = [&reference](const QString &text) {
        return openUrlComplaint(text, QStringLiteral("https://watch.example.test/beat"), reference);
    };
    if (const auto text = reader.text(url, QStringLiteral("a URL in quotes"), check))
        console.heartbeatUrl = QUrl(*text);
    if (reader.has(reference) && reader.has(url))
        reader.wrong(url,
                     QStringLiteral("a console has heartbeat or heartbeat_url, not both; the other is on line %1")
                         .arg(reader.line(reference)));
    console.heartbeatInterval = reader.duration(QStringLiteral("heartbeat_interval"), QStringLiteral("60s"), 10s, 1h)
                                    .value_or(console.heartbeatInterval);
}

} // namespace

ConsoleConfig readConsole(TableReader &reader)
{
    ConsoleConfig console;
    console.endpointPort
        = int(reader.integer(QStringLiteral("endpoint_port"), 0, 65'535).value_or(console.endpointPort));
    const auto page
        = [](const QString &text) { return urlComplaint(text, QStringLiteral("https://status.hubspot.com")); };
    if (const auto url = reader.text(QStringLiteral("status_page"), QStringLiteral("a URL in quotes"), page))
        console.statusPage = QUrl(*url);
    readHeartbeat(reader, console);
    console.peers = reader.text(QStringLiteral("peers"), QStringLiteral("a folder in quotes"), placeComplaint)
                        .value_or(QString());
    console.name
        = reader.text(QStringLiteral("name"), QStringLiteral("a name in quotes"), nameComplaint).value_or(QString());
    console.batchKeep = reader.duration(QStringLiteral("batch_keep"), QStringLiteral("90d"), 1h, 3650 * 24h)
                            .value_or(console.batchKeep);
    console.deploys = reader.text(QStringLiteral("deploys"), QStringLiteral("a file in quotes"), placeComplaint)
                          .value_or(QString());
    return console;
}

} // namespace hubwatch
