// ProbeRun: one connection to HubSpot, timed part by part.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "snapshot/triage.h"
#include "vault/secret.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QObject>
#include <QSslError>
#include <QSslSocket>
#include <QUrl>
#include <functional>

namespace hubwatch {

struct ProbePlan {
    HubSpotProbe probe = {}; ///< what is known before: account, host, at, fingerprint
    QUrl url = {};
    Secret token = {}; ///< empty: none is sent
    QByteArray trusts = {};
    Duration deadline = 10s; ///< of all of it
};

/// Answers once, by the plan's deadline at the latest, and deletes itself; dies silently with its parent. A machine's
/// proxy is used as for every other call: then the name is looked up there, and `dns` stays absent.
class ProbeRun : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const HubSpotProbe &)>;

    ProbeRun(ProbePlan plan, Clock &clock, Reply reply, QObject *parent);

    void start();

private slots:
    void lookedUp(const QHostInfo &found);

private:
    void lookUp();
    void connectTo(const QString &host);
    void connected();
    void send();
    void read();
    void broken(QAbstractSocket::SocketError error);
    void stop(Error::Reach reach, const QString &said);
    void judge();
    void answer();
    Duration lap();
    bool usesTls() const;
    quint16 port() const;

    ProbePlan m_plan;
    Clock &m_clock;
    Reply m_reply;
    QSslSocket m_socket;
    QNetworkProxy m_proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QList<QHostAddress> m_addresses = {};
    QList<QSslError> m_faults = {};
    QByteArray m_received = {};
    Duration m_lapBegan = {};
    bool m_tokenSent = false;
    bool m_answered = false;
};

} // namespace hubwatch
