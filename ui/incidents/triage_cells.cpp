#include "ui/incidents/triage_cells.h"

#include "ui/charts/panel_spec.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <set>

namespace hubwatch::ui {

namespace {

QString triageWord(const char *text)
{
    return QCoreApplication::translate("triage", text);
}

const QString successStatus = QStringLiteral("success");

/// As the handbook orders them; others follow by name.
int statusOrder(const QString &status)
{
    static const QStringList known{successStatus,         QStringLiteral("400"), QStringLiteral("401"),
                                   QStringLiteral("403"), QStringLiteral("404"), QStringLiteral("409"),
                                   QStringLiteral("429"), QStringLiteral("5xx")};
    const auto at = known.indexOf(status);
    return at < 0 ? int(known.size()) : int(at);
}

QString callCount(double count)
{
    return countText(std::int64_t(std::llround(count)));
}

bool isLoud(const QString &status)
{
    return status.startsWith(u'5') || status == u"401" || status == u"403";
}

TriageCell countCell(const QString &status, const EndpointCalls::Cell &cell)
{
    TriageCell shown{.text = callCount(cell.now)};
    shown.tip = triageWord("%1 now, %2 in as long before").arg(callCount(cell.now), callCount(cell.before));
    if (cell.now < 0.5)
        shown.tone = Tone::Mute;
    if (!cell.changed)
        return shown;
    const bool rose = cell.now > cell.before;
    if (status == successStatus) {
        shown.mark = rose ? Mark::Good : Mark::Warn;
        shown.tip += rose ? triageWord("; more than chance") : triageWord("; fewer than chance explains");
    } else if (rose) {
        shown.mark = isLoud(status) ? Mark::Bad : Mark::Warn;
        shown.tip += triageWord("; more than chance explains");
    } else {
        shown.mark = Mark::Good;
        shown.tip += triageWord("; fewer than before");
    }
    shown.tone = toneOf(*shown.mark);
    return shown;
}

std::vector<QString> statusesSeen(const TriageAnswer &answer)
{
    std::set<std::pair<int, QString>> seen;
    for (const EndpointCalls &calls : answer.endpoints) {
        for (const auto &[status, cell] : calls.byStatus) {
            if (cell.now > 0 || cell.before >= 0.5)
                seen.emplace(statusOrder(status), status);
        }
    }
    std::vector<QString> statuses;
    for (const auto &[order, status] : seen)
        statuses.push_back(status);
    return statuses;
}

/// "hubspot_api_calls_total" of `hubspot_api_calls_total{status="500"}`
std::string metricOf(const QString &series)
{
    return series.section(u'{', 0, 0).toStdString();
}

/// The signal that is made of the series' metric, where one is.
QString signalMadeOf(const QString &service, const std::string &metric, const Snapshot &snapshot)
{
    const auto found
        = std::ranges::find(snapshot.services, service, [](const ServiceState &state) { return state.config.name; });
    if (found == snapshot.services.end())
        return {};
    for (const SignalDefinition &definition : signalDefinitions()) {
        const std::string behind = metricBehind(definition.id, found->config.metricNames);
        if (!behind.empty() && (metric == behind || metric.starts_with(behind + '_')))
            return definition.id;
    }
    return {};
}

TriageCell movedFigure(const MovedSeries &moved, double value)
{
    const auto view = moved.rate ? MetricQuestion::View::Rate : MetricQuestion::View::Value;
    return {.text = valueText(value, unitOfMetric(metricOf(moved.series), view))};
}

} // namespace

TriageCells callCells(const TriageAnswer &answer)
{
    TriageCells cells;
    const std::vector<QString> statuses = statusesSeen(answer);
    const bool several = std::ranges::any_of(answer.endpoints, [&](const EndpointCalls &calls) {
        return calls.service != answer.endpoints.front().service;
    });
    if (several)
        cells.columns.push_back({.title = triageWord("Service")});
    cells.columns.push_back({.title = triageWord("Endpoint")});
    cells.columns.push_back({.title = triageWord("calls"), .right = true});
    for (const QString &status : statuses)
        cells.columns.push_back({.title = status, .right = true});
    cells.columns.push_back({.title = triageWord("what to do"), .wide = true});
    for (const EndpointCalls &calls : answer.endpoints) {
        TriageRow row{.service = calls.service,
                      .signal = QStringLiteral("api.error_rate"),
                      .key = calls.service + u'/' + calls.endpoint};
        if (several)
            row.cells.push_back({.text = calls.service, .tone = Tone::Dim});
        row.cells.push_back({.text = calls.endpoint.isEmpty() ? triageWord("all (no label)") : calls.endpoint});
        TriageCell all = countCell({}, {.now = calls.all.now, .before = calls.all.before});
        all.tone = Tone::Normal;
        row.cells.push_back(std::move(all));
        for (const QString &status : statuses) {
            const auto cell = calls.byStatus.find(status);
            row.cells.push_back(countCell(status, cell == calls.byStatus.end() ? EndpointCalls::Cell() : cell->second));
        }
        const bool well = calls.advice.isEmpty() || calls.advice == u"-";
        row.cells.push_back({.text = well ? QStringLiteral("–") : calls.advice, .tone = Tone::Dim});
        cells.rows.push_back(std::move(row));
    }
    return cells;
}

TriageCells movedCells(const MovedAnswer &answer, const Snapshot &snapshot)
{
    TriageCells cells;
    cells.columns = {{.title = triageWord("Series"), .wide = true},
                     {.title = triageWord("Service")},
                     {.title = triageWord("before"), .right = true},
                     {.title = triageWord("after"), .right = true},
                     {.title = triageWord("score"), .right = true}};
    for (const MovedSeries &moved : answer.series) {
        TriageRow row{.service = moved.service,
                      .signal = signalMadeOf(moved.service, metricOf(moved.series), snapshot),
                      .key = moved.service + u'/' + moved.series};
        const QString tip = row.signal.isEmpty()
            ? triageWord("%1 of %2\nEnter copies its name, for Explore on Charts").arg(moved.series, moved.service)
            : triageWord("%1 of %2\nEnter opens its signal on Charts").arg(moved.series, moved.service);
        row.cells.push_back({.text = moved.series, .tip = tip});
        row.cells.push_back({.text = moved.service, .tone = Tone::Dim});
        row.cells.push_back(movedFigure(moved, moved.before));
        row.cells.push_back(movedFigure(moved, moved.after));
        row.cells.push_back(
            {.text = QString::number(std::llround(moved.score)), .tip = triageWord("so many of its own usual steps")});
        cells.rows.push_back(std::move(row));
    }
    return cells;
}

QString callsNote(const TriageAnswer &answer)
{
    const TriageQuestion &question = answer.question;
    if (question.to <= question.from)
        return {};
    return triageWord("%1 – %2, against %3 before")
        .arg(minuteText(question.from), minuteText(question.to), spanText(question.before));
}

QString movedNote(const MovedAnswer &answer)
{
    return triageWord("%1 series ranked in %2 s")
        .arg(countText(std::int64_t(answer.ranked)))
        .arg(std::chrono::duration<double>(answer.took).count(), 0, 'f', 1);
}

} // namespace hubwatch::ui
