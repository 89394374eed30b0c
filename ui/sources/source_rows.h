// Source rows: the table of Sources as values, told from a snapshot. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/mark.h"

#include <QSet>

namespace hubwatch::ui {

struct SourceRow {
    enum class Kind {
        Service,  ///< name, address and cost; a heading over its endpoints
        Endpoint, ///< metrics, health or readiness
        Trouble,  ///< a sentence under the endpoint it belongs to, full width
        Details,  ///< the technical line under the sentence, when unfolded
        Note,     ///< what else is known of the service: detected metric names
    };

    Kind kind = Kind::Endpoint;
    QString service = {};
    QString endpoint = {}; ///< "metrics", "health", "readiness"; empty for the service's own rows
    Mark mark = Mark::NotYet;
    QString name = {};      ///< the first cell, or the whole line
    QString aside = {};     ///< Service: its address; Endpoint: the path
    QString state = {};     ///< the state's word
    QStringList cells = {}; ///< Endpoint: last poll, last good, series, size, every, next, polls/h. Service: its cost
    QString hover = {};

    QString key() const { return QStringLiteral("%1/%2/%3").arg(int(kind)).arg(service, endpoint); }
    bool operator==(const SourceRow &) const = default;
};

/// Worst is not first here: the table keeps the workspace's order, so that a row stays where it was.
/// `unfolded` holds "service/endpoint" of the troubles whose details show.
std::vector<SourceRow> sourceRows(const Snapshot &snapshot, const QSet<QString> &unfolded);

/// "540 polls/h, of them 60 to readiness, which may call HubSpot"
QString costText(const ServiceState &service);

} // namespace hubwatch::ui
