// Silences: what an Alertmanager has been told to keep quiet, shown here and respected.
#pragma once

#include "alerts/route.h"
#include "base/call_scope.h"
#include "notify/silence.h"

#include <QObject>
#include <map>

namespace hubwatch {

class Clock;
class CredentialReader;
class HttpClient;
class Secret;

/// Reads the answer of GET /api/v2/silences; expired ones are left out. Malformed names what is wrong.
Result<std::vector<Silence>> silencesOf(const QByteArray &json, const QString &route);

/// Asks every Alertmanager of the routes each 30 s. What one said last stands until it is older than five minutes.
class Silences : public QObject
{
    Q_OBJECT

public:
    Silences(HttpClient &wire, CredentialReader &secrets, Clock &clock, QObject *parent = nullptr);

    void setRoutes(const std::vector<Route> &routes);
    void pollNow();
    std::vector<Silence> silences() const;
    QString fault(const QString &route) const; ///< why the last try failed; empty when it did not

signals:
    void changed();

private:
    struct Watched;
    void poll(const QString &route);
    void ask(const std::shared_ptr<Watched> &watched, const Secret &key);
    void heard(const std::shared_ptr<Watched> &watched, const Result<std::vector<Silence>> &silences);

    HttpClient &m_wire;
    CredentialReader &m_secrets;
    Clock &m_clock;
    std::map<QString, std::shared_ptr<Watched>> m_watched = {};
    CallScope m_calls = {};
};

} // namespace hubwatch
