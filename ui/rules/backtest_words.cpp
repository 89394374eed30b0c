#include "ui/rules/backtest_words.h"

#include "ui/rules/rule_words.h"
#include "ui/severity_word.h"
#include "ui/source_title.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <functional>
#include <tuple>

namespace hubwatch::ui {

namespace {

QString backtestWord(const char *text)
{
    return QCoreApplication::translate("backtest", text);
}

QString pagesText(size_t pages)
{
    return pages == 1 ? backtestWord("fires once") : backtestWord("fires %1 times").arg(pages);
}

/// "09:41", "22 Nov 09:41" on another day.
QString pageTime(TimePoint at, TimePoint now)
{
    return now - at < 12h
        ? minuteText(at)
        : QLocale(QLocale::English).toString(dateTimeOf(at, Zone::Local), QStringLiteral("d MMM HH:mm"));
}

/// The middle one of the leads; how many there are beside it.
QString leadsText(const BacktestResult &result)
{
    std::vector<Duration> leads;
    for (const BacktestPage &page : result.pages)
        if (page.lead)
            leads.push_back(*page.lead);
    if (leads.empty())
        return QStringLiteral("–");
    std::ranges::sort(leads);
    return leadText(leads[leads.size() / 2], true);
}

QString seenText(const BacktestAnswer &answer, const BacktestResult &result)
{
    const double range = double((answer.to - answer.from).count());
    // In all services together: of how many is told by the lines.
    const double all = range * double(std::max<size_t>(1, answer.lines.size()));
    return all > 0 ? plainText(std::min(1.0, double(result.seen.count()) / all), Unit::Ratio) : QStringLiteral("–");
}

PanelLevel ruleLevel(const Rule &rule, bool present)
{
    const Unit unit = ruleUnit(rule);
    const QString word = present ? backtestWord("now") : severityWord(rule.severity);
    return {.value = rule.threshold,
            .side = rule.side,
            .word = word,
            .label = word + u' ' + plainText(rule.threshold, unit),
            .on = !present};
}

void addStates(ChartAnswer &chart, const BacktestAnswer &answer, const QString &service)
{
    const QString quiet = stateText(Alert::State::Inactive);
    TimePoint at = answer.from;
    for (const BacktestPage &page : answer.candidate.pages) {
        if (page.service != service)
            continue;
        const TimePoint end = page.resolvedAt.value_or(answer.to);
        if (page.breachedAt > at)
            chart.states.push_back({at, page.breachedAt, service, quiet});
        if (page.firedAt > page.breachedAt)
            chart.states.push_back({page.breachedAt, page.firedAt, service, stateText(Alert::State::Pending)});
        chart.states.push_back({page.firedAt, end, service, stateText(Alert::State::Firing)});
        at = std::max(at, end);
    }
    if (at < answer.to)
        chart.states.push_back({at, answer.to, service, quiet});
}

/// Stretches without a point are unseen: no ribbon is green there.
void addGaps(ChartAnswer &chart, const ChartLine &line)
{
    const Duration least = (chart.to - chart.from) / 100;
    TimePoint at = chart.from;
    const auto add = [&](TimePoint to) {
        if (to - at <= least)
            return;
        chart.gaps.push_back({at, to, line.service, backtestWord("nothing was stored")});
        chart.states.push_back({at, to, line.service, QStringLiteral("no data")});
    };
    for (const auto &run : line.runs) {
        if (run.empty())
            continue;
        add(run.front().at);
        at = run.back().at;
    }
    add(chart.to);
}

} // namespace

QString leadText(const std::optional<Duration> &lead, bool compared)
{
    if (!lead)
        return compared ? backtestWord("only this one") : QStringLiteral("–");
    if (*lead == Duration::zero())
        return backtestWord("at the same time");
    return *lead > Duration::zero() ? backtestWord("%1 earlier").arg(ageText(*lead))
                                    : backtestWord("%1 later").arg(ageText(-*lead));
}

QString backtestSentence(const BacktestAnswer &answer)
{
    if (!answer.problem.isEmpty())
        return answer.problem;
    QStringList words{pagesText(answer.candidate.pages.size())};
    if (answer.candidate.nearMisses > 0)
        words << (answer.candidate.nearMisses == 1 ? backtestWord("1 near miss")
                                                   : backtestWord("%1 near misses").arg(answer.candidate.nearMisses));
    if (answer.candidate.brief > 0)
        words << backtestWord("%1 brief").arg(answer.candidate.brief);
    QString sentence
        = backtestWord("In the last %1 it %2").arg(spanText(answer.to - answer.from), words.join(QStringLiteral(", ")));
    if (answer.present && answer.present->rule != answer.candidate.rule)
        sentence += backtestWord("; the present rule %1").arg(pagesText(answer.present->pages.size()));
    return sentence + u'.';
}

Mark backtestMark(const BacktestAnswer &answer)
{
    if (answer.candidate.seen <= Duration::zero())
        return Mark::Blind;
    return answer.candidate.pages.empty() ? Mark::Good : Mark::Warn;
}

std::vector<CellRow> comparisonRows(const BacktestAnswer &answer)
{
    using Figure = std::function<QString(const BacktestResult &)>;
    const std::vector<std::tuple<const char *, QString, Figure>> figures{
        {"pages", backtestWord("Times it fires"),
         [](const BacktestResult &result) { return countText(std::int64_t(result.pages.size())); }},
        {"lead", backtestWord("Lead, as a rule"), leadsText},
        {"misses", backtestWord("Near misses"), [](const BacktestResult &r) { return countText(r.nearMisses); }},
        {"brief", backtestWord("Over within 5 min"), [](const BacktestResult &r) { return countText(r.brief); }},
        {"firing", backtestWord("Time firing"), [](const BacktestResult &r) { return ageText(r.firing); }},
        {"seen", backtestWord("History seen"), [&](const BacktestResult &r) { return seenText(answer, r); }}};
    std::vector<CellRow> rows;
    for (const auto &[key, title, text] : figures) {
        const QString present = answer.present ? text(*answer.present) : QStringLiteral("–");
        rows.push_back({.key = QString::fromLatin1(key),
                        .cells = {{.text = title},
                                  {.text = present, .tone = Tone::Normal},
                                  {.text = text(answer.candidate), .tone = Tone::Normal, .strong = true}}});
    }
    return rows;
}

std::vector<CellRow> pageRows(const BacktestAnswer &answer, TimePoint now)
{
    const Unit unit = ruleUnit(answer.candidate.rule);
    std::vector<CellRow> rows;
    for (const BacktestPage &page : answer.candidate.pages) {
        const bool firing = !page.resolvedAt;
        const Duration length = page.resolvedAt.value_or(answer.to) - page.firedAt;
        rows.push_back({.key = page.service + QString::number(page.firedAt.time_since_epoch().count()),
                        .cells = {{.text = pageTime(page.firedAt, now),
                                   .mark = Mark::Bad,
                                   .tone = Tone::Normal,
                                   .tip = instantText(page.firedAt)},
                                  {.text = sourceTitle(page.service), .tone = Tone::Normal},
                                  {.text = firing ? backtestWord("still") : ageText(length)},
                                  {.text = page.worst ? valueText(*page.worst, unit) : QStringLiteral("–")},
                                  {.text = leadText(page.lead, answer.present.has_value())}}});
    }
    return rows;
}

PlotPicture backtestPicture(const BacktestAnswer &answer, const QStringList &services)
{
    const Rule &rule = answer.candidate.rule;
    PanelSpec spec{.key = rule.signal,
                   .title = ruleTitle(rule),
                   .question = SignalQuestion{.signal = rule.signal},
                   .unit = ruleUnit(rule)};
    if (!spec.stateRows()) {
        spec.levels.push_back(ruleLevel(rule, false));
        if (answer.present && answer.present->rule.threshold != rule.threshold)
            spec.levels.push_back(ruleLevel(answer.present->rule, true));
    }
    ChartAnswer chart{.from = answer.from, .to = answer.to, .lines = answer.lines};
    for (const ChartLine &line : answer.lines)
        addStates(chart, answer, line.service);
    for (const ChartLine &line : answer.lines)
        addGaps(chart, line);
    PlotPicture picture = plotPicture(spec, chart, services, Zone::Local);
    for (const BacktestPage &page : answer.candidate.pages)
        picture.marks.push_back({.at = page.firedAt,
                                 .word = severityWord(rule.severity),
                                 .words = backtestWord("would have fired for %1 at %2")
                                              .arg(sourceTitle(page.service), instantText(page.firedAt))});
    return picture;
}

} // namespace hubwatch::ui
