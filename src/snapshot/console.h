// Console: the window's only way to the engine. Values come out by signal, commands go in by plain calls.
#pragma once

#include "snapshot/alert_desk.h"
#include "snapshot/batch_desk.h"
#include "snapshot/chart_query.h"
#include "snapshot/credential_desk.h"
#include "snapshot/discovery.h"
#include "snapshot/readiness_desk.h"
#include "snapshot/snapshot.h"

#include <QObject>

namespace hubwatch {

/// The engine as the window sees it. Lives on the GUI thread, never blocks: every call is a message to the engine's
/// thread, every answer arrives by signal, in order.
class Console : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The newest snapshot; never null. Loading at first.
    virtual SnapshotPtr snapshot() const = 0;

    virtual void ask(const ChartQuery &query) = 0;
    /// Drops a query that is no longer wanted; no answer comes.
    virtual void forget(std::uint64_t queryId) = 0;
    /// Every metric of every service the store knows; answered by choicesFound().
    virtual void askChoices() = 0;

    virtual void pollNow(const QString &service) = 0;
    /// Looks at what is behind each URL; answered by discovered(), one for each.
    virtual void discover(const QStringList &urls) = 0;
    /// Writes the workspace file and takes it into force; answered by saved().
    virtual void save(const hubwatch::Workspace &workspace) = 0;

    /// What may be asked about credentials and the vault; lives as long as the console.
    virtual CredentialDesk &credentials() = 0;
    /// What may be asked about alerts, incidents and routes; lives as long as the console.
    virtual AlertDesk &alerts() = 0;
    /// What may be asked about batch jobs; lives as long as the console.
    virtual BatchDesk &batch() = 0;
    /// What may be asked about the production checklist; lives as long as the console.
    virtual ReadinessDesk &readiness() = 0;
    /// Asks HubSpot about the account at once.
    virtual void pollAccount(const QString &account) = 0;

signals:
    void snapshotChanged(const hubwatch::SnapshotPtr &snapshot);
    void answered(const hubwatch::ChartAnswerPtr &answer);
    void choicesFound(const std::vector<hubwatch::MetricChoice> &choices);
    void discovered(const hubwatch::Discovery &discovery);
    /// `problem` is empty when the file was written.
    void saved(const QString &problem);
    /// The engine has not been heard of for three heartbeats (blind), or is heard again.
    void blindChanged(bool blind);
};

} // namespace hubwatch
