#include "ui/charts/plot_picture.h"

#include "ui/source_title.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace hubwatch::ui {

namespace {

constexpr size_t mostLines = 6;

QString pictureWord(const char *text)
{
    return QCoreApplication::translate("PlotPicture", text);
}

double msOf(TimePoint at)
{
    return double(at.time_since_epoch().count());
}

std::vector<PlotLine> linesOf(const PanelSpec &spec, const ChartAnswer &answer, const QStringList &order)
{
    const bool lowIsBad = spec.lowIsBad();
    std::vector<PlotLine> lines;
    std::vector<size_t> ranks;
    for (const ChartLine &line : answer.lines) {
        PlotLine drawn{.name = sourceTitle(line.name), .service = line.service};
        drawn.worst = lowIsBad ? std::numeric_limits<double>::max() : std::numeric_limits<double>::lowest();
        for (const auto &run : line.runs) {
            QList<QPointF> points;
            points.reserve(qsizetype(run.size()));
            for (const ChartPoint &point : run) {
                if (!std::isfinite(point.value))
                    continue;
                points.emplaceBack(msOf(point.at), point.value);
                drawn.worst = lowIsBad ? std::min(drawn.worst, point.value) : std::max(drawn.worst, point.value);
            }
            if (!points.isEmpty())
                drawn.runs.push_back(std::move(points));
        }
        if (!drawn.runs.empty())
            lines.push_back(std::move(drawn));
    }
    // Beyond six colours nobody tells lines apart: the worst keep theirs, the rest are "others".
    std::vector<const PlotLine *> byBadness;
    for (const PlotLine &line : lines)
        byBadness.push_back(&line);
    std::ranges::stable_sort(byBadness, [&](const PlotLine *a, const PlotLine *b) {
        return lowIsBad ? a->worst < b->worst : a->worst > b->worst;
    });
    std::set<const PlotLine *> coloured(byBadness.begin(),
                                        byBadness.begin() + std::ptrdiff_t(std::min(mostLines, byBadness.size())));
    std::set<int> taken;
    for (PlotLine &line : lines) {
        if (!coloured.contains(&line)) {
            line.color = -1;
            continue;
        }
        const auto place = spec.explored() ? -1 : order.indexOf(line.service);
        int color = place < 0 ? 0 : int(place % qsizetype(mostLines));
        while (taken.contains(color))
            color = (color + 1) % int(mostLines);
        taken.insert(color);
        line.color = color;
    }
    return lines;
}

std::vector<PlotBand> bandsOf(const ChartAnswer &answer, const std::vector<PlotLine> &lines)
{
    std::vector<PlotBand> bands;
    for (const ChartLine &line : answer.lines) {
        const auto drawn = std::ranges::find(lines, sourceTitle(line.name), &PlotLine::name);
        if (drawn == lines.end() || drawn->color < 0)
            continue;
        PlotBand band{.color = drawn->color};
        for (const auto &run : line.runs) {
            for (size_t i = 0; i < run.size(); ++i) {
                if (!run[i].low)
                    continue;
                const TimePoint to = i + 1 < run.size() ? run[i + 1].at : run[i].at;
                PlotBand::Step step{.from = run[i].at, .to = to, .low = *run[i].low, .high = run[i].high};
                if (!band.steps.empty() && band.steps.back().to == step.from && band.steps.back().low == step.low
                    && band.steps.back().high == step.high)
                    band.steps.back().to = to;
                else
                    band.steps.push_back(step);
            }
        }
        if (!band.steps.empty())
            bands.push_back(std::move(band));
    }
    return bands;
}

std::vector<PlotGap> gapsOf(const ChartAnswer &answer)
{
    QStringList seen;
    for (const ChartLine &line : answer.lines)
        seen << line.service;
    seen.removeDuplicates();
    std::vector<PlotGap> gaps;
    for (const GapSpan &gap : answer.gaps) {
        PlotGap drawn{.from = std::max(gap.from, answer.from), .to = std::min(gap.to, answer.to)};
        if (drawn.from >= drawn.to)
            continue;
        const auto others = std::ranges::count_if(seen, [&](const QString &service) { return service != gap.service; });
        drawn.whole = others == 0;
        drawn.words = gap.service.isEmpty() ? pictureWord("no data: %1").arg(gap.why)
                                            : pictureWord("no data of %1: %2").arg(sourceTitle(gap.service), gap.why);
        if (gap.service.isEmpty())
            drawn.whole = true;
        gaps.push_back(std::move(drawn));
    }
    return gaps;
}

Mark markOfState(const QString &state)
{
    if (state == u"firing")
        return Mark::Bad;
    if (state == u"pending")
        return Mark::Pending;
    return state == u"inactive" || state == u"resolved" ? Mark::Good : Mark::Blind;
}

int badness(Mark mark)
{
    switch (mark) {
    case Mark::Bad: return 3;
    case Mark::Blind: return 2;
    case Mark::Pending:
    case Mark::Warn: return 1;
    case Mark::Good:
    case Mark::None:
    case Mark::NotYet: return 0;
    }
    Q_UNREACHABLE();
}

/// The worst of all services at each instant: what is unseen ranks above what is good, so no ribbon is green while
/// blind.
std::vector<PlotSpan> ribbonOf(const ChartAnswer &answer)
{
    std::set<TimePoint> edges;
    for (const StateSpan &span : answer.states) {
        edges.insert(std::max(span.from, answer.from));
        edges.insert(std::min(span.to, answer.to));
    }
    std::vector<PlotSpan> ribbon;
    for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge) {
        const TimePoint from = *edge;
        const TimePoint to = *std::next(edge);
        const StateSpan *worst = nullptr;
        for (const StateSpan &span : answer.states) {
            if (span.from <= from && span.to >= to
                && (!worst || badness(markOfState(span.state)) > badness(markOfState(worst->state))))
                worst = &span;
        }
        if (!worst)
            continue;
        const Mark mark = markOfState(worst->state);
        const QString words
            = mark == Mark::Good ? worst->state : sourceTitle(worst->service) + QStringLiteral(": ") + worst->state;
        if (!ribbon.empty() && ribbon.back().to == from && ribbon.back().mark == mark && ribbon.back().words == words)
            ribbon.back().to = to;
        else
            ribbon.push_back({.from = from, .to = to, .mark = mark, .words = words});
    }
    return ribbon;
}

QString withoutPrefix(const QString &text, const QString &prefix)
{
    return text.startsWith(prefix) ? text.mid(prefix.size()) : text;
}

std::vector<PlotRow> rowsOf(const ChartAnswer &answer, Unit unit)
{
    std::vector<PlotRow> rows;
    for (const ChartLine &line : answer.lines) {
        PlotRow row{.name = sourceTitle(line.name)};
        for (const auto &run : line.runs) {
            for (size_t i = 0; i < run.size(); ++i) {
                const double value = run[i].value;
                const Mark mark = value > 0.5 ? Mark::Good : value < -0.5 ? Mark::Bad : Mark::Warn;
                const TimePoint to = i + 1 < run.size() ? run[i + 1].at : run[i].at;
                if (!row.spans.empty() && row.spans.back().to == run[i].at && row.spans.back().mark == mark)
                    row.spans.back().to = to;
                else
                    row.spans.push_back({.from = run[i].at, .to = to, .mark = mark, .words = valueText(value, unit)});
            }
        }
        for (const GapSpan &gap : answer.gaps) {
            if (gap.service == line.service || gap.service.isEmpty())
                row.spans.push_back({.from = gap.from, .to = gap.to, .mark = Mark::Blind, .words = gap.why});
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

ValueScale scaleOf(const PanelSpec &spec, const PlotPicture &picture)
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const auto hold = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const PlotLine &line : picture.lines) {
        for (const auto &run : line.runs) {
            for (const QPointF &point : run)
                hold(point.y());
        }
    }
    const bool any = high >= low;
    const double reach = any ? std::max(std::abs(high), std::abs(low)) : 0;
    for (const PanelLevel &level : spec.levels) {
        // A level that is off, or far away, must not press the line flat.
        if (!any || (level.on && reach > level.value / 50) || level.value <= reach * 2)
            hold(level.side == Rule::Side::Above && !level.goal ? level.value * 1.2 : level.value);
    }
    for (const PlotBand &band : picture.bands) {
        for (const PlotBand::Step &step : band.steps)
            hold(step.high.value_or(step.low * 1.1));
    }
    if (high < low)
        return valueScale(0, 1, spec.unit);
    if (spec.lowIsBad() && spec.unit == Unit::Ratio)
        return valueScale(std::max(0.0, low - (1 - low) * 0.2), 1, Unit::Ratio);
    const bool fromZero = low >= 0 && (!spec.explored() || low < high * 0.6);
    ValueScale scale = valueScale(fromZero ? 0 : low, fromZero && high <= 0 ? 0 : high, spec.unit);
    if (spec.unit == Unit::Ratio && scale.max > 1 && high <= 1)
        scale = valueScale(scale.min, 1, Unit::Ratio);
    return scale;
}

} // namespace

PlotPicture plotPicture(const PanelSpec &spec, const ChartAnswer &answer, const QStringList &order, Zone zone)
{
    PlotPicture picture{.from = answer.from, .to = answer.to, .zone = zone, .unit = spec.unit};
    picture.stateRows = spec.stateRows();
    for (const Event &mark : answer.marks) {
        PlotMark drawn{.at = mark.at,
                       .word = mark.subject.isEmpty() ? mark.text : mark.subject,
                       .words = mark.text.isEmpty() ? mark.subject : mark.text};
        drawn.hubspot = mark.kind == Event::Kind::HubSpot;
        if (drawn.hubspot) // the subject tells incidents from maintenances; the sentence says what it is
            drawn.word = withoutPrefix(drawn.words, QStringLiteral("HubSpot: ")); // its colour says so already
        picture.marks.push_back(std::move(drawn));
    }
    if (picture.stateRows) {
        picture.rows = rowsOf(answer, spec.unit);
        return picture;
    }
    picture.lines = linesOf(spec, answer, order);
    picture.bands = bandsOf(answer, picture.lines);
    picture.gaps = gapsOf(answer);
    picture.ribbon = ribbonOf(answer);
    picture.scale = scaleOf(spec, picture);
    for (const PanelLevel &level : spec.levels) {
        if (level.value >= picture.scale.min && level.value <= picture.scale.max)
            picture.levels.push_back(level);
    }
    return picture;
}

std::optional<QPointF> pointAt(const PlotLine &line, TimePoint at)
{
    const double x = msOf(at);
    for (const auto &run : line.runs) {
        if (x < run.first().x() || x > run.last().x())
            continue;
        const auto after = std::ranges::lower_bound(run, x, {}, &QPointF::x);
        if (after == run.begin())
            return *after;
        const auto before = after - 1;
        return x - before->x() <= after->x() - x ? *before : *after;
    }
    return std::nullopt;
}

} // namespace hubwatch::ui
