// ServicePoller: polls the endpoints of all services, each at its own pace.
#pragma once

#include "sources/poll_result.h"

#include <QObject>
#include <memory>
#include <vector>

namespace hubwatch {

class Clock;
class HttpClient;

/// Asks every endpoint at its interval and hands on what came back.
///
/// Polls of one endpoint never overlap; endpoints start at offsets derived from their names, so they do not fire
/// together; a slow or dead one delays no other. After a sleep of the machine or a stall, missed polls are not caught
/// up: one poll is sent, then the rhythm goes on.
class ServicePoller : public QObject
{
    Q_OBJECT

public:
    ServicePoller(HttpClient &http, Clock &clock, QObject *parent = nullptr);
    ~ServicePoller() override;

    /// Replaces the targets. Unchanged ones keep their rhythm and what is known of them; the others begin anew.
    void setTargets(const std::vector<ServiceTarget> &targets);

    /// Polls one endpoint at once, unless it is being polled already; its rhythm goes on from there.
    void pollNow(const QString &service, Endpoint endpoint);

    /// Stops all polls, silently, until resume().
    void pause();
    /// The same for targets on other machines: while the network is lost, what runs on this one is still watched.
    void pauseRemote();
    /// Ends both pauses. Endpoints that were held are asked soon, spread as at the start.
    void resume();

signals:
    void polled(const hubwatch::PollResult &result);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
