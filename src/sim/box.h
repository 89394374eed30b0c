// Box: HubSpot integrations in a box, for demos, tests and first steps.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "base/result.h"
#include "sim/service_model.h"

#include <QUrl>

namespace hubwatch {

class BoxServer;
class SimHubSpot;
class SimPager;
class SimSlack;

/// What one look at one service of the box shows, or one event of it.
struct BoxMoment {
    enum class Kind {
        Look,    ///< `metrics`, `health` and `readiness` as the service would answer
        Down,    ///< connection refused, or no answer in time
        Weather, ///< the weather changed; `text` says how
        Deploy,  ///< `text` is the mark: "deploy 1.42"
    };

    Kind kind = Kind::Look;
    TimePoint at = {};
    QString service = {};
    QByteArray metrics = {}; ///< the body of /metrics; its Content-Type is promContentType
    ProbeReply health = {};
    ProbeReply readiness = {};
    QString text = {};
};

struct BoxService {
    QString name = {};
    QUrl url = {}; ///< "http://127.0.0.1:43817"; invalid until listen()

    bool operator==(const BoxService &) const = default;
};

/// The services of the box, their weather, and a HubSpot they seem to talk to. What they show depends on seed and time
/// alone.
///
/// rehearse() first, if a history is wanted, then listen(): the counters go on where the rehearsal ended.
class Box : public QObject
{
    Q_OBJECT

public:
    /// As much history as the demo script has weather for.
    static constexpr Duration history = 2h;

    /// `clock` must outlive the box. The script's "now" is the clock's, at this moment.
    Box(Clock &clock, std::uint64_t seed, QObject *parent = nullptr);
    ~Box() override;

    /// Walks from `from` to now in steps and hands over every look at every service, and the events, in order of time.
    /// An hour in steps of 15 s takes some tens of milliseconds. Call at most once, before listen().
    void rehearse(TimePoint from, Duration step, const std::function<void(const BoxMoment &)> &moment);

    /// Opens one port of loopback for each service, from `port` upwards, then those of HubSpot, PagerDuty and Slack; or
    /// free ones for 0.
    Result<void> listen(quint16 port);

    std::vector<BoxService> services() const;
    /// The HubSpot of the box; its url(), token() and statusPage() are there from listen() on.
    SimHubSpot &hubSpot() const { return *m_hubSpot; }
    /// The environment variable in which the workspace expects hubSpot().token().
    static QString tokenVariable() { return QStringLiteral("HUBWATCH_SIM_TOKEN"); }
    /// Whom the workspace's routes tell.
    SimPager &pager() const { return *m_pager; }
    SimSlack &slack() const { return *m_slack; }
    /// The variables in which the routes expect the pager's routing key and the whole URL of Slack's webhook.
    static QString pagerVariable() { return QStringLiteral("HUBWATCH_SIM_PAGER"); }
    static QString slackVariable() { return QStringLiteral("HUBWATCH_SIM_SLACK"); }
    /// A hubwatch.toml that watches the box.
    QByteArray workspaceText() const;

signals:
    /// Live only; `text` is a sentence: "contacts-sync: error burst (before: healthy)".
    void weatherChanged(const QString &service, const QString &text);

private:
    struct Place;

    void grow(TimePoint to);
    Result<void> listenOthers(quint16 port);
    void look();
    void setMoods();

    Clock &m_clock;
    std::uint64_t m_seed;
    WeatherScript m_script;
    std::vector<std::unique_ptr<Place>> m_places;
    std::unique_ptr<SimHubSpot> m_hubSpot;
    std::unique_ptr<SimPager> m_pager;
    std::unique_ptr<SimSlack> m_slack;
    CallScope m_calls = {};
};

} // namespace hubwatch
