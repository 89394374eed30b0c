#include "ui/charts/chart_summary.h"

#include "ui/now/service_words.h"
#include "ui/source_title.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

const QString summaryDot = QStringLiteral(" · ");

QString summaryWord(const char *text)
{
    return QCoreApplication::translate("ChartSummary", text);
}

bool beyond(const PanelLevel &level, double value)
{
    return level.side == Rule::Side::Above ? value > level.value : value < level.value;
}

const PanelLevel *passedLevel(const PanelSpec &spec, double value)
{
    const PanelLevel *passed = nullptr;
    for (const PanelLevel &level : spec.levels) {
        if (level.on && !level.goal && beyond(level, value))
            passed = &level;
    }
    for (const PanelLevel &level : spec.levels) {
        if (!passed && level.goal && beyond(level, value))
            passed = &level;
    }
    return passed;
}

/// What a value means by itself, without an alert: beyond a level or the goal, or close to a level, or with bounds that
/// leave the goal undecided.
Mark markOfValue(const PanelSpec &spec, double value, std::optional<double> low, std::optional<double> high)
{
    if (spec.stateRows())
        return value > 0.5 ? Mark::Good : value < -0.5 ? Mark::Bad : Mark::Warn;
    if (spec.explored())
        return Mark::None;
    if (spec.unit == Unit::Factor && value > 1) // the budget is being spent faster than it lasts
        return Mark::Warn;
    for (const PanelLevel &level : spec.levels) {
        if (beyond(level, value) && (level.on || level.goal))
            return Mark::Warn;
        if (level.goal && low && *low < level.value && (!high || *high > level.value))
            return Mark::Warn;
        if (level.on && !level.goal && nearsLevel(level.side, level.value, value))
            return Mark::Warn;
    }
    return Mark::Good;
}

struct Candidate {
    const Reading *reading = nullptr;
    const Alert *alert = nullptr;
    const Rule *rule = nullptr;
    Mark mark = Mark::NotYet;
};

/// What an alert says goes before what a goal says: a figure about to page is worse than one that misses its goal.
int summaryLoudness(const Candidate &candidate)
{
    switch (candidate.mark) {
    case Mark::Bad: return 6;
    case Mark::Warn: return candidate.alert ? 5 : 3;
    case Mark::Pending: return 4;
    case Mark::Good: return 2;
    case Mark::None: return 1;
    case Mark::Blind:
    case Mark::NotYet: return 0;
    }
    Q_UNREACHABLE();
}

Candidate candidateOf(const PanelSpec &spec, const Snapshot &snapshot, const ServiceState &service,
                      const Reading &reading)
{
    Candidate candidate{.reading = &reading};
    if (reading.validity != Reading::Validity::Known || !reading.value) {
        candidate.mark = reading.validity == Reading::Validity::NoData ? Mark::Blind : Mark::NotYet;
    } else {
        candidate.mark = markOfValue(spec, *reading.value, reading.low, reading.high);
    }
    for (const Alert &alert : service.alerts) {
        const auto rule = std::ranges::find(snapshot.rules, alert.rule, &Rule::name);
        if (rule == snapshot.rules.end() || rule->signal != spec.key)
            continue;
        Candidate alerted{.reading = &reading, .alert = &alert, .rule = &*rule};
        if (alert.state == Alert::State::Firing)
            alerted.mark = rule->severity == Rule::Severity::Page ? Mark::Bad : Mark::Warn;
        else if (alert.state == Alert::State::Pending)
            alerted.mark = Mark::Pending;
        else
            continue;
        if (!candidate.alert || summaryLoudness(alerted) > summaryLoudness(candidate))
            candidate = alerted;
    }
    return candidate;
}

bool worseThan(const Candidate &a, const Candidate &b, bool lowIsBad)
{
    if (summaryLoudness(a) != summaryLoudness(b))
        return summaryLoudness(a) > summaryLoudness(b);
    const double left = a.reading->value.value_or(0);
    const double right = b.reading->value.value_or(0);
    return lowIsBad ? left < right : left > right;
}

QString alertWords(const Candidate &candidate, TimePoint now)
{
    const Alert &alert = *candidate.alert;
    QString words;
    if (alert.state == Alert::State::Pending) {
        words = candidate.rule->holdFor > Duration::zero()
            ? summaryWord("pending %1 of %2").arg(heldText(alert.held), heldText(candidate.rule->holdFor))
            : summaryWord("pending %1").arg(heldText(now - alert.since));
    } else {
        words = summaryWord("firing %1").arg(heldText(now - alert.since));
    }
    if (alert.noDataSince)
        words += summaryDot + summaryWord("no data since %1").arg(minuteText(*alert.noDataSince));
    return words;
}

QString countWords(const PanelSpec &spec, std::int64_t n)
{
    if (spec.counted.isEmpty())
        return {};
    QString words = sampleText(n) + u' ' + spec.counted;
    if (spec.window > Duration::zero())
        words += QStringLiteral(" / ") + spanText(spec.window);
    return words;
}

QString estimateWords(std::optional<double> low, std::optional<double> value, Unit unit)
{
    return low && value ? summaryWord("estimate %1").arg(valueText(*value, unit)) : QString();
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(summaryDot);
}

} // namespace

Headline liveHeadline(const PanelSpec &spec, const Snapshot &snapshot, const QStringList &services)
{
    std::vector<Candidate> seen;
    QStringList unseen;
    for (const ServiceState &service : snapshot.services) {
        if (!services.isEmpty() && !services.contains(service.config.name))
            continue;
        for (const Reading &reading : service.readings) {
            if (reading.signal != spec.key)
                continue;
            const Candidate candidate = candidateOf(spec, snapshot, service, reading);
            if (candidate.mark == Mark::Blind)
                unseen << sourceTitle(service.config.name);
            if (reading.value || candidate.alert)
                seen.push_back(candidate);
        }
    }
    const QString unseenWords = unseen.size() == 1 ? summaryWord("%1 unseen").arg(unseen.first())
        : unseen.isEmpty()                         ? QString()
                                                   : summaryWord("%1 services unseen").arg(unseen.size());
    if (seen.empty())
        return unseen.isEmpty()
            ? Headline{.figure = summaryWord("unknown"), .mark = Mark::NotYet}
            : Headline{.figure = summaryWord("no data"), .mark = Mark::Blind, .evidence = unseenWords};
    const bool lowIsBad = spec.lowIsBad() || spec.stateRows();
    const Candidate &worst = *std::ranges::min_element(
        seen, [&](const Candidate &a, const Candidate &b) { return worseThan(a, b, lowIsBad); });
    const Reading &reading = *worst.reading;
    Headline headline{.mark = worst.mark, .service = reading.service};
    headline.figure = reading.value && reading.low ? boundsText(*reading.low, reading.high, spec.unit)
        : reading.value                            ? valueText(*reading.value, spec.unit)
                                                   : summaryWord("no data");
    const auto good = std::ranges::count(seen, Mark::Good, &Candidate::mark);
    QString seenWords;
    if (headline.mark == Mark::Good && !unseen.isEmpty()) {
        headline.mark = Mark::Blind;
        // In front: it is why the figure is not green, and the end may be cut.
        const auto known = std::ranges::count_if(seen, [&](const Candidate &candidate) {
            return !unseen.contains(sourceTitle(candidate.reading->service));
        });
        seenWords = summaryWord("%1 of %2 seen").arg(known).arg(known + unseen.size());
    }
    headline.evidence
        = joined({seenWords, seen.size() + size_t(unseen.size()) > 1 ? sourceTitle(reading.service) : QString(),
                  worst.alert ? alertWords(worst, snapshot.at) : QString(),
                  spec.stateRows() ? summaryWord("%1 of %2 good").arg(good).arg(seen.size()) : QString(),
                  estimateWords(reading.low, reading.value, spec.unit), reading.note,
                  reading.note.isEmpty() ? countWords(spec, reading.n) : QString(), unseenWords});
    return headline;
}

Headline pastHeadline(const PanelSpec &spec, const ChartAnswer &answer, Zone zone)
{
    const ChartLine *worst = nullptr;
    const auto last = [](const ChartLine &line) { return line.runs.back().back(); };
    for (const ChartLine &line : answer.lines) {
        if (line.runs.empty() || line.runs.back().empty())
            continue;
        const bool worse = worst
            && (spec.lowIsBad() || spec.stateRows() ? last(line).value < last(*worst).value
                                                    : last(line).value > last(*worst).value);
        if (!worst || worse)
            worst = &line;
    }
    if (!worst)
        return {.figure = summaryWord("no data"), .mark = Mark::Blind};
    const ChartPoint point = last(*worst);
    Headline headline{.mark = markOfValue(spec, point.value, point.low, point.high), .service = worst->name};
    headline.figure = point.low ? boundsText(*point.low, point.high, spec.unit) : valueText(point.value, spec.unit);
    for (const StateSpan &span : answer.states) {
        if (span.service != worst->service || span.from > point.at || span.to < point.at || spec.explored())
            continue;
        if (span.state == u"firing") // what it was worth then is told by the rule of then
            headline.mark = Mark::Bad;
        else if (span.state == u"pending")
            headline.mark = Mark::Pending;
    }
    const QString whose = spec.explored() && worst->service != worst->name ? worst->service : QString();
    headline.evidence = joined({whose, answer.lines.size() > 1 || spec.explored() ? worst->name : QString(),
                                summaryWord("at %1").arg(clockText(point.at, zone)),
                                estimateWords(point.low, point.value, spec.unit), countWords(spec, point.n)});
    return headline;
}

QString crosshairText(const PlotPicture &picture, TimePoint at)
{
    QStringList parts{clockText(at, picture.zone)};
    for (const PlotLine &line : picture.lines) {
        const auto point = pointAt(line, at);
        parts << line.name + u' ' + (point ? valueText(point->y(), picture.unit) : summaryWord("no data"));
    }
    for (const PlotRow &row : picture.rows) {
        const auto span
            = std::ranges::find_if(row.spans, [&](const PlotSpan &one) { return one.from <= at && at < one.to; });
        parts << row.name + u' ' + (span == row.spans.end() ? summaryWord("no data") : span->words);
    }
    return parts.join(QStringLiteral("   "));
}

QString summarySentence(const PanelSpec &spec, const Headline &headline, const ChartAnswer &answer, Zone zone)
{
    QString sentence = headline.service.isEmpty()
        ? QStringLiteral("%1: %2").arg(spec.title, headline.figure)
        : summaryWord("%1 of %2: %3").arg(spec.title, sourceTitle(headline.service), headline.figure);
    const auto line = std::ranges::find(answer.lines, headline.service, &ChartLine::name);
    if (line != answer.lines.end() && !line->runs.empty() && !line->runs.back().empty()) {
        if (const PanelLevel *level = passedLevel(spec, line->runs.back().back().value)) {
            sentence += (level->side == Rule::Side::Above ? summaryWord(", above the %1 of %2")
                                                          : summaryWord(", below the %1 of %2"))
                            .arg(level->goal ? level->word : summaryWord("%1 level").arg(level->word),
                                 plainText(level->value, spec.unit));
        }
    }
    std::optional<TimePoint> since;
    QString state;
    for (const StateSpan &span : answer.states) {
        if (span.service != headline.service)
            continue;
        state = span.state;
        if (span.state == u"pending" || span.state == u"firing")
            since = since.value_or(span.from);
        else
            since.reset();
    }
    if (since && !sentence.endsWith(headline.figure))
        sentence += summaryWord(" since %1").arg(minuteText(*since, zone));
    else if (since)
        sentence += summaryWord(", %1 since %2").arg(state, minuteText(*since, zone));
    if (answer.gaps.size() == 1)
        sentence += summaryWord("; 1 gap");
    else if (!answer.gaps.empty())
        sentence += summaryWord("; %1 gaps").arg(answer.gaps.size());
    return sentence + u'.';
}

bool exposed(const PanelSpec &spec, const Snapshot &snapshot, const std::vector<MetricChoice> &choices)
{
    const auto *question = std::get_if<SignalQuestion>(&spec.question);
    for (const ServiceState &service : snapshot.services) {
        if (question && !question->services.isEmpty() && !question->services.contains(service.config.name))
            continue;
        for (const Reading &reading : service.readings) {
            if (reading.signal == spec.key && reading.validity == Reading::Validity::Known)
                return true;
        }
        for (const Trace &trace : service.traces) {
            if (trace.signal == spec.key
                && std::ranges::any_of(trace.points, [](const Trace::Point &p) { return p.value.has_value(); }))
                return true;
        }
        const bool probed = service.kind == ServiceState::Kind::Service;
        if ((spec.key == u"service.ready" && probed && !service.config.readiness.isEmpty())
            || (spec.key == u"service.healthy" && probed && !service.config.health.isEmpty())
            || spec.key == u"source.fresh")
            return true;
        const std::string behind = metricBehind(spec.key, service.config.metricNames);
        for (const MetricChoice &choice : choices) {
            if (!behind.empty() && choice.service == service.config.name && choice.metric == behind)
                return true;
        }
    }
    return false;
}

} // namespace hubwatch::ui
