// Heartbeat: tells a dead man's switch that this console lives, so that somebody notices when it does not.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "notify/heartbeat_state.h"
#include "vault/credential_reader.h"

#include <QObject>
#include <QUrl>
#include <functional>

namespace hubwatch {

class HttpClient;

struct HeartbeatConfig {
    QString key = {}; ///< reference of a URL that is itself a secret
    QUrl url = {};    ///< or one that is not
    Duration interval = 60s;

    bool operator==(const HeartbeatConfig &) const = default;
};

/// Beats only while `alive` says so: an engine whose polls do not come through must not look alive.
class Heartbeat : public QObject
{
    Q_OBJECT

public:
    Heartbeat(HttpClient &wire, CredentialReader &secrets, Clock &clock, std::function<bool()> alive,
              QObject *parent = nullptr);

    void set(const HeartbeatConfig &config);
    void beatNow();
    const HeartbeatState &state() const { return m_state; }

signals:
    void changed();

private:
    void schedule();
    void beat();
    void send(const QUrl &url);
    void failed(const QString &words);

    HttpClient &m_wire;
    CredentialReader &m_secrets;
    Clock &m_clock;
    std::function<bool()> m_alive;
    HeartbeatConfig m_config = {};
    HeartbeatState m_state = {};
    CallScope m_calls = {};
};

} // namespace hubwatch
