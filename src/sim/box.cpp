#include "sim/box.h"

#include "sim/box_server.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_pager.h"
#include "sim/sim_slack.h"

#include <QPointer>

namespace hubwatch {

namespace {

// Services have lived a while before anybody looks, so that counters do not all start at zero.
constexpr Duration lifeBefore = 20min;

bool answers(Weather::Kind kind)
{
    return kind != Weather::Kind::Crashed && kind != Weather::Kind::Unreachable && kind != Weather::Kind::Hanging;
}

BoxServer::Mood moodOf(Weather::Kind kind)
{
    if (answers(kind))
        return BoxServer::Mood::Answering;
    return kind == Weather::Kind::Hanging ? BoxServer::Mood::Hanging : BoxServer::Mood::Refusing;
}

BoxReply replyOf(ServiceModel &model, const QByteArray &path)
{
    const auto json = [](const ProbeReply &probe) {
        return BoxReply{probe.status, "application/json; charset=utf-8", probe.body};
    };
    if (path == "/metrics")
        return {200, promContentType, QByteArray::fromStdString(model.metricsText())};
    if (path == "/health")
        return json(model.health());
    if (path == "/readiness")
        return json(model.readiness());
    return {404, "text/plain; charset=utf-8", "Cannot GET " + path + '\n'};
}

QString changeText(const QString &service, Weather::Kind from, Weather::Kind to)
{
    return QStringLiteral("%1: %2 (before: %3)").arg(service, weatherText(to), weatherText(from));
}

} // namespace

/// One service: its model, its face, and the weather it was last seen in.
struct Box::Place {
    std::unique_ptr<ServiceModel> model = {};
    std::unique_ptr<BoxServer> server = {};
    Weather::Kind seen = Weather::Kind::Healthy;
    QString name = {};
};

Box::Box(Clock &clock, std::uint64_t seed, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_seed(seed)
    , m_script(WeatherScript::demo(clock.now(), seed))
    , m_hubSpot(std::make_unique<SimHubSpot>(clock, seed))
    , m_pager(std::make_unique<SimPager>(clock, seed))
    , m_slack(std::make_unique<SimSlack>(clock, seed))
{
    m_hubSpot->settle();
    for (const ServiceProfile &profile : boxProfiles()) {
        auto place = std::make_unique<Place>();
        place->name = profile.name;
        m_places.push_back(std::move(place));
    }
}

Box::~Box() = default;

void Box::grow(TimePoint to)
{
    for (size_t i = 0; i < m_places.size(); ++i) {
        Place &place = *m_places[i];
        if (!place.model)
            place.model = std::make_unique<ServiceModel>(boxProfiles()[i], m_seed, to - lifeBefore);
        place.model->advance(to, m_script);
    }
}

void Box::rehearse(TimePoint from, Duration step, const std::function<void(const BoxMoment &)> &moment)
{
    const TimePoint now = m_clock.now();
    for (TimePoint at = from; at <= now; at += step) {
        grow(at);
        for (const DeployMark &mark : m_script.marks()) {
            const TimePoint when = m_script.now() + mark.at;
            if (when <= at && when > at - step)
                moment({.kind = BoxMoment::Kind::Deploy, .at = when, .service = mark.service, .text = mark.text});
        }
        for (const auto &place : m_places) {
            ServiceModel &model = *place->model;
            const Weather weather = model.weather();
            if (weather.kind != place->seen) {
                moment({.kind = BoxMoment::Kind::Weather,
                        .at = at,
                        .service = place->name,
                        .text = changeText(place->name, place->seen, weather.kind)});
                place->seen = weather.kind;
            }
            if (!answers(weather.kind)) {
                moment({.kind = BoxMoment::Kind::Down, .at = at, .service = place->name});
                continue;
            }
            moment({.kind = BoxMoment::Kind::Look,
                    .at = at,
                    .service = place->name,
                    .metrics = QByteArray::fromStdString(model.metricsText()),
                    .health = model.health(),
                    .readiness = model.readiness()});
        }
    }
}

Result<void> Box::listen(quint16 port)
{
    grow(m_clock.now());
    for (size_t i = 0; i < m_places.size(); ++i) {
        Place &place = *m_places[i];
        place.server = std::make_unique<BoxServer>([this, &place](const QByteArray &path) {
            place.model->advance(m_clock.now(), m_script);
            return replyOf(*place.model, path);
        });
        const Result<void> listening = place.server->listen(port == 0 ? quint16(0) : quint16(port + i));
        if (!listening) {
            for (const auto &opened : m_places)
                opened->server.reset();
            return listening;
        }
        place.seen = place.model->weather().kind;
    }
    if (const Result<void> listening = listenOthers(port == 0 ? quint16(0) : quint16(port + m_places.size()));
        !listening) {
        for (const auto &opened : m_places)
            opened->server.reset();
        return listening;
    }
    setMoods();
    m_clock.after(1s, m_calls.context(), [this] { look(); });
    return {};
}

Result<void> Box::listenOthers(quint16 port)
{
    const auto next = [&port] { return port == 0 ? quint16(0) : port++; };
    Result<void> listening = m_hubSpot->listen(next());
    if (listening)
        listening = m_pager->listen(next());
    if (listening)
        listening = m_slack->listen(next());
    return listening;
}

void Box::setMoods()
{
    for (const auto &place : m_places)
        place->server->setMood(moodOf(place->model->weather().kind));
}

void Box::look()
{
    m_clock.after(1s, m_calls.context(), [this] { look(); });
    grow(m_clock.now());
    setMoods();
    std::vector<std::pair<QString, QString>> changes;
    for (const auto &place : m_places) {
        const Weather::Kind kind = place->model->weather().kind;
        if (kind != place->seen)
            changes.emplace_back(place->name, changeText(place->name, place->seen, kind));
        place->seen = kind;
    }
    const QPointer<Box> alive(this);
    for (const auto &[service, text] : changes) {
        emit weatherChanged(service, text); // a slot may delete the box
        if (!alive)
            return;
    }
}

std::vector<BoxService> Box::services() const
{
    std::vector<BoxService> services;
    for (const auto &place : m_places) {
        const QUrl url
            = place->server ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(place->server->port())) : QUrl();
        services.push_back({place->name, url});
    }
    return services;
}

QByteArray Box::workspaceText() const
{
    QByteArray text = "version = 1\n\n[[accounts]]\nname = \"sandbox\"\nkind = \"sandbox\"\napi = \""
        + m_hubSpot->url().toString().toUtf8() + "\"\nportal = " + QByteArray::number(qlonglong(m_hubSpot->portal()))
        + "\ncredential = \"env:" + tokenVariable().toUtf8()
        + "\"\ninterval = \"5s\"\ndaily_budget = 100000\n\n[console]\nstatus_page = \""
        + m_hubSpot->url().toString().toUtf8() + "\"\n";
    for (const BoxService &service : services()) {
        text += "\n[[services]]\nname = \"" + service.name.toUtf8() + "\"\naccount = \"sandbox\"\nurl = \""
            + service.url.toString().toUtf8() + "\"\ninterval = \"5s\"\nreadiness_interval = \"15s\"\n";
    }
    text += "\n[[routes]]\nname = \"oncall\"\nkind = \"pagerduty\"\nkey = \"env:" + pagerVariable().toUtf8()
        + "\"\nurl = \"" + m_pager->url().toString().toUtf8() + "\"\n";
    text += "\n[[routes]]\nname = \"team\"\nkind = \"slack\"\nkey = \"env:" + slackVariable().toUtf8() + "\"\nurl = \""
        + m_slack->url().toString().toUtf8() + "\"\n";
    return text;
}

} // namespace hubwatch
