#include "app/triage/moved_finder.h"

#include "app/triage/increases.h"
#include "signals/tally.h"

#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

constexpr double deviationOfMedian = 1.4826; ///< makes a median absolute deviation a normal distribution's standard one
constexpr double leastShare = 0.02;          ///< of the larger mean: the floor of a usual step

/// The scrapes of one target around the instant, series by series: a series' figures stand together, so that each is
/// judged in one go.
class AroundTable
{
public:
    AroundTable(const MovedQuestion &question, Duration longestGap)
        : m_question(question)
        , m_increases(longestGap)
    { }

    Result<void> read(const Store &store, const QString &service, Duration longestGap);
    /// nullopt when it did not move.
    std::optional<MovedSeries> judged(size_t k);
    const std::vector<StoredSeries> &series() const { return m_increases.series(); }
    size_t size() const { return m_increases.series().size(); }
    SeriesMotion motion(size_t k) const { return m_increases.motion(k); }

private:
    struct Moment {
        bool after = false;
        double seconds = 0; ///< zero: nothing can be said of a counter's step
    };

    void take(const Increases::Step &step, std::span<const double> values);
    std::optional<MovedSeries> judgedRate(size_t k);
    std::optional<MovedSeries> judgedLevel(size_t k);
    double usualStep();

    MovedQuestion m_question;
    Increases m_increases;
    std::vector<Moment> m_moments = {};
    std::vector<double> m_figures = {}; ///< by moment, then series: a counter's increase, a gauge's value
    double m_secondsBefore = 0;
    double m_secondsAfter = 0;
    std::vector<double> m_scratch = {};
};

double medianOf(std::vector<double> &values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Result<void> AroundTable::read(const Store &store, const QString &service, Duration longestGap)
{
    std::vector<StoredSeries> series;
    bool followed = false;
    return store.visit(
        service,
        [&](const StoredSeries &stored) {
            series.push_back(stored);
            return true;
        },
        m_question.around - m_question.before - longestGap, m_question.around + m_question.after,
        [&](TimePoint at, std::span<const double> values) {
            if (!std::exchange(followed, true))
                m_increases.follow(std::move(series));
            take(m_increases.take(at, values), values);
        });
}

void AroundTable::take(const Increases::Step &step, std::span<const double> values)
{
    if (step.at <= m_question.around - m_question.before)
        return;
    const Moment moment{.after = step.at > m_question.around,
                        .seconds = std::chrono::duration<double>(step.seen).count()};
    (moment.after ? m_secondsAfter : m_secondsBefore) += moment.seconds;
    m_moments.push_back(moment);
    for (size_t k = 0; k < values.size(); ++k)
        m_figures.push_back(motion(k) == SeriesMotion::CountsUp ? step.by[k] : values[k]);
}

/// Of the figures in the scratch.
double AroundTable::usualStep()
{
    if (m_scratch.empty())
        return 0;
    const double middle = medianOf(m_scratch);
    for (double &value : m_scratch)
        value = std::abs(value - middle);
    return deviationOfMedian * medianOf(m_scratch);
}

std::optional<MovedSeries> AroundTable::judged(size_t k)
{
    if (m_secondsBefore <= 0 || m_secondsAfter <= 0)
        return std::nullopt; // the target itself came or went: that says nothing of its series
    switch (motion(k)) {
    case SeriesMotion::CountsUp: return judgedRate(k);
    case SeriesMotion::Level: return judgedLevel(k);
    case SeriesMotion::Instant:
    case SeriesMotion::Process: return std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<MovedSeries> AroundTable::judgedRate(size_t k)
{
    double before = 0;
    double after = 0;
    bool whole = true;
    m_scratch.clear();
    for (size_t moment = 0; moment < m_moments.size(); ++moment) {
        const auto &[isAfter, seconds] = m_moments[moment];
        if (seconds <= 0)
            continue;
        const double by = m_figures[moment * size() + k];
        whole = whole && by == std::trunc(by);
        (isAfter ? after : before) += by;
        if (!isAfter)
            m_scratch.push_back(by / seconds);
    }
    if (before == 0 && after == 0)
        return std::nullopt;
    MovedSeries moved{.rate = true, .before = before / m_secondsBefore, .after = after / m_secondsAfter};
    double step = std::max(usualStep(), leastShare * std::max(moved.before, moved.after));
    if (whole)
        step = std::max(step, std::sqrt(std::max(moved.before * m_secondsAfter, 1.0)) / m_secondsAfter);
    moved.score = std::abs(moved.after - moved.before) / step;
    return moved;
}

std::optional<MovedSeries> AroundTable::judgedLevel(size_t k)
{
    double before = 0;
    double after = 0;
    size_t countAfter = 0;
    bool constant = true;
    std::optional<double> first;
    m_scratch.clear();
    for (size_t moment = 0; moment < m_moments.size(); ++moment) {
        const double value = m_figures[moment * size() + k];
        if (!std::isfinite(value))
            continue;
        constant = constant && value == first.value_or(value);
        first = first.value_or(value);
        (m_moments[moment].after ? after : before) += value;
        if (m_moments[moment].after)
            ++countAfter;
        else
            m_scratch.push_back(value);
    }
    if (countAfter == 0 || (constant && (!m_scratch.empty() || *first == 0)))
        return std::nullopt;
    MovedSeries moved{.before = m_scratch.empty() ? 0 : before / double(m_scratch.size()),
                      .after = after / double(countAfter)};
    const double size = std::max(std::abs(moved.before), std::abs(moved.after));
    const double step = std::max(usualStep(), leastShare * size);
    if (step <= 0)
        return std::nullopt;
    moved.score = std::abs(moved.after - moved.before) / step;
    return moved;
}

bool movedFurther(const MovedSeries &a, const MovedSeries &b)
{
    if (a.score != b.score)
        return a.score > b.score;
    return std::abs(a.after - a.before) > std::abs(b.after - b.before);
}

} // namespace

MovedFinder::MovedFinder(const MovedQuestion &question)
    : m_question(question)
{ }

Result<void> MovedFinder::look(const Store &store, const QString &service, Duration interval)
{
    AroundTable table(m_question, Tally::longestGap(interval));
    if (Result<void> done = table.read(store, service, Tally::longestGap(interval)); !done)
        return done;
    // Names are made for those that stay, not for each of thousands.
    struct Place {
        size_t k = 0;
        MovedSeries moved = {};
    };
    std::vector<Place> places;
    for (size_t k = 0; k < table.size(); ++k)
        if (std::optional<MovedSeries> moved = table.judged(k); moved && moved->score > 0)
            places.push_back({k, std::move(*moved)});
    m_looked += table.size();
    const size_t most = std::min(places.size(), size_t(std::max(m_question.most, 0)));
    std::ranges::partial_sort(places, places.begin() + std::ptrdiff_t(most),
                              [](const Place &a, const Place &b) { return movedFurther(a.moved, b.moved); });
    places.resize(most);
    for (Place &place : places) {
        place.moved.service = service;
        place.moved.series = QString::fromStdString(seriesText(table.series()[place.k].id));
        m_found.push_back(std::move(place.moved));
    }
    keepHighest();
    return {};
}

void MovedFinder::keepHighest()
{
    std::ranges::stable_sort(m_found, movedFurther);
    m_found.resize(std::min(m_found.size(), size_t(std::max(m_question.most, 0))));
}

std::vector<MovedSeries> MovedFinder::ranked()
{
    return std::move(m_found);
}

} // namespace hubwatch
