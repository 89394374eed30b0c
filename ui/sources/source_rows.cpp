#include "ui/sources/source_rows.h"

#include "ui/error_text.h"
#include "ui/format.h"
#include "ui/now/service_words.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

using Reach = EndpointState::Reach;

QString rowWord(const char *text)
{
    return QCoreApplication::translate("sources", text);
}

Mark markOf(Reach reach)
{
    switch (reach) {
    case Reach::Off: return Mark::None;
    case Reach::NotYet: return Mark::NotYet;
    case Reach::Good: return Mark::Good;
    case Reach::NotReady: return Mark::Warn;
    case Reach::Unreachable: return Mark::Blind;
    }
    Q_UNREACHABLE();
}

QString stateWord(const QString &endpoint, const EndpointState &state)
{
    switch (state.reach) {
    case Reach::Off: return rowWord("none");
    case Reach::NotYet: return rowWord("not polled yet");
    case Reach::Good:
        if (endpoint == u"readiness")
            return rowWord("ready");
        return endpoint == u"health" ? rowWord("healthy") : rowWord("read");
    case Reach::NotReady: return endpoint == u"health" ? rowWord("not healthy") : rowWord("not ready");
    case Reach::Unreachable: return silenceText(state);
    }
    Q_UNREACHABLE();
}

int pollsPerHour(const EndpointState &state)
{
    return state.reach == Reach::Off || state.interval <= Duration::zero() ? 0 : int(1h / state.interval);
}

SourceRow endpointRow(const QString &service, const QString &name, const EndpointState &state, TimePoint now)
{
    SourceRow row{.kind = SourceRow::Kind::Endpoint, .service = service, .endpoint = name};
    row.mark = markOf(state.reach);
    row.name = name;
    row.aside = state.url.path();
    row.state = stateWord(name, state);
    if (state.reach == Reach::Off)
        return row;
    const QString none = QStringLiteral("–");
    const bool tried = state.lastTry.has_value();
    row.cells = {
        tried ? rowWord("%1 ago, %2 ms").arg(ageText(now - *state.lastTry)).arg(state.took.count()) : none,
        state.lastGood ? rowWord("%1 ago").arg(ageText(now - *state.lastGood)) : (tried ? rowWord("never") : none),
        state.seriesCount > 0 ? countText(std::int64_t(state.seriesCount)) : none,
        state.wireBytes > 0 ? bytesText(state.wireBytes) : none,
        spanText(state.interval),
        state.next ? (*state.next > now ? rowWord("in %1").arg(ageText(*state.next - now)) : rowWord("now")) : none,
        countText(pollsPerHour(state)),
    };
    QStringList hover{state.url.toString()};
    if (state.lastTry)
        hover << rowWord("last poll %1").arg(instantText(*state.lastTry));
    if (state.lastGood)
        hover << rowWord("last good %1").arg(instantText(*state.lastGood));
    if (state.polls > 0)
        hover << rowWord("%1 polls since the start").arg(countText(state.polls));
    if (state.failures > 0)
        hover << rowWord("%1 failures in a row").arg(state.failures);
    row.hover = hover.join(u'\n');
    return row;
}

using Endpoints = std::vector<std::pair<QString, const EndpointState *>>;

bool haveOneCause(const EndpointState &a, const EndpointState &b)
{
    return a.reach == Reach::Unreachable && b.reach == Reach::Unreachable && a.error && b.error
        && a.error->kind == b.error->kind && a.error->reach == b.error->reach && a.error->status == b.error->status;
}

/// The endpoints of the service that fail as this one does, itself included: "metrics, health and readiness". Empty
/// when an earlier one tells of it already.
QString troubledNames(const Endpoints &endpoints, const EndpointState &state)
{
    QStringList names;
    bool reached = false;
    for (const auto &[name, other] : endpoints) {
        reached = reached || other == &state;
        const bool same = other == &state || haveOneCause(*other, state);
        if (same && !reached)
            return {};
        if (same)
            names << name;
    }
    const QString last = names.takeLast();
    return names.isEmpty() ? last : rowWord("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

void addTrouble(std::vector<SourceRow> &rows, const QString &service, const QString &name, const Endpoints &endpoints,
                const EndpointState &state, const QSet<QString> &unfolded)
{
    SourceRow trouble{
        .kind = SourceRow::Kind::Trouble, .service = service, .endpoint = name, .mark = markOf(state.reach)};
    if (state.reach == Reach::NotReady) {
        trouble.name = state.words.isEmpty() ? rowWord("It answered %1 without a word why.").arg(state.status)
                                             : rowWord("It says: %1").arg(state.words.simplified());
        rows.push_back(std::move(trouble));
        return;
    }
    if (state.reach != Reach::Unreachable || !state.error)
        return;
    const bool open = unfolded.contains(QStringLiteral("%1/%2").arg(service, name));
    const QString names = open ? name : troubledNames(endpoints, state);
    if (names.isEmpty())
        return;
    const ErrorText text = errorText(*state.error, rowWord("read %1 of “%2”").arg(names, service));
    trouble.name = text.sentence;
    trouble.aside = text.next;
    trouble.hover = text.details;
    rows.push_back(trouble);
    if (!open)
        return;
    SourceRow details{.kind = SourceRow::Kind::Details, .service = service, .endpoint = name, .mark = Mark::None};
    details.name = text.details.isEmpty() ? rowWord("No details were given.") : text.details;
    rows.push_back(std::move(details));
}

} // namespace

QString costText(const ServiceState &service)
{
    const int readiness = pollsPerHour(service.readiness);
    const int all = pollsPerHour(service.metrics) + pollsPerHour(service.health) + readiness;
    const QString polls = rowWord("%1 polls/h").arg(countText(all));
    return readiness == 0
        ? polls
        : rowWord("%1, %2 of them readiness, which may call HubSpot").arg(polls, countText(readiness));
}

std::vector<SourceRow> sourceRows(const Snapshot &snapshot, const QSet<QString> &unfolded)
{
    std::vector<SourceRow> rows;
    for (const ServiceState &service : snapshot.services) {
        if (service.kind != ServiceState::Kind::Service)
            continue;
        const QString name = service.config.name;
        SourceRow head{.kind = SourceRow::Kind::Service, .service = name};
        const ServiceSummary summary = summaryOf(service);
        head.mark = summary.mark;
        head.name = name;
        head.state = summary.word;
        head.aside = service.config.url.toString();
        if (!service.config.account.isEmpty())
            head.aside += QStringLiteral(" · ") + service.config.account;
        head.cells = {costText(service)};
        head.hover = summary.word;
        rows.push_back(std::move(head));
        const Endpoints endpoints{{QStringLiteral("metrics"), &service.metrics},
                                  {QStringLiteral("health"), &service.health},
                                  {QStringLiteral("readiness"), &service.readiness}};
        for (const auto &[endpoint, state] : endpoints) {
            rows.push_back(endpointRow(name, endpoint, *state, snapshot.at));
            addTrouble(rows, name, endpoint, endpoints, *state, unfolded);
        }
        if (!service.detected.isEmpty()) {
            SourceRow note{.kind = SourceRow::Kind::Note, .service = name, .mark = Mark::None};
            note.name = rowWord("Found under other names: %1").arg(service.detected.join(QStringLiteral("; ")));
            rows.push_back(std::move(note));
        }
    }
    return rows;
}

} // namespace hubwatch::ui
