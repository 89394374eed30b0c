#include "alerts/explain.h"

#include "alerts/explain_words.h"

#include <algorithm>

namespace hubwatch {

namespace {

using AlertState = Alert::State;

/// What an explanation is about, looked up once.
class Explainer
{
public:
    explicit Explainer(const ExplainInput &input);
    Explanation explanation() const;

private:
    bool known() const { return m_value.has_value(); }
    bool breaking() const;
    bool tooFew() const;
    QString cannotTell() const;
    QString quietHeadline() const;
    QString pendingHeadline() const;
    QString firingHeadline() const;
    QString headline() const;
    QString quieted() const;
    std::optional<TimePoint> firesAt() const;
    ExplainLine valueLine() const;
    std::optional<ExplainLine> clockLine() const;
    std::vector<ExplainLine> quietLines() const;

    const ExplainInput &m_input;
    const Rule &m_rule;
    AlertState m_state = AlertState::Inactive;
    std::optional<double> m_value = {}; ///< what the present state is judged by; absent: cannot be seen now
    std::int64_t m_n = 0;
    const Mute *m_mute = nullptr;
    const Inhibition *m_inhibition = nullptr;
    const Acknowledgement *m_ack = nullptr;
};

Explainer::Explainer(const ExplainInput &input)
    : m_input(input)
    , m_rule(input.rule)
{
    if (input.alert)
        m_state = input.alert->state;
    if (input.reading) {
        if (input.reading->validity == Reading::Validity::Known)
            m_value = input.reading->value;
        m_n = input.reading->n;
    } else if (input.alert && !input.alert->noDataSince) {
        m_value = input.alert->value;
        m_n = input.alert->n;
    }
    const auto muted = std::ranges::find_if(input.mutes, [&](const Mute &mute) {
        return MatcherSet(mute.matchers).matches(input.labels) && activeAt(mute, input.now);
    });
    if (muted != input.mutes.end() && !input.labels.isEmpty())
        m_mute = &*muted;
    if (!input.alert)
        return;
    const AlertId id = idOf(*input.alert);
    const auto hidden = std::ranges::find(input.inhibitions, id, &Inhibition::alert);
    if (hidden != input.inhibitions.end())
        m_inhibition = &*hidden;
    const auto taken = std::ranges::find(input.acks, id, &Acknowledgement::alert);
    if (taken != input.acks.end())
        m_ack = &*taken;
}

bool Explainer::breaking() const
{
    if (!m_value)
        return false;
    return m_rule.side == Rule::Side::Above ? *m_value > m_rule.threshold : *m_value < m_rule.threshold;
}

bool Explainer::tooFew() const
{
    return breaking() && m_n < m_rule.minimum;
}

QString Explainer::cannotTell() const
{
    QString why = m_input.reading ? m_input.reading->note : QString();
    if (why.isEmpty() && m_input.alert)
        why = m_input.alert->note;
    if (why.isEmpty())
        why = m_input.alert || m_input.reading ? QStringLiteral("there is no figure")
                                               : QStringLiteral("it was not evaluated yet");
    return QStringLiteral("cannot tell: %1").arg(why);
}

/// Why nobody is told; empty where somebody is.
QString Explainer::quieted() const
{
    if (m_inhibition)
        return QStringLiteral("told to nobody: %1").arg(m_inhibition->why);
    if (m_mute)
        return QStringLiteral("told to nobody: muted by %1").arg(m_mute->author);
    return m_input.routes.isEmpty() ? QStringLiteral("told to nobody: no route takes it") : QString();
}

std::optional<TimePoint> Explainer::firesAt() const
{
    if (m_state != AlertState::Pending || !breaking() || tooFew())
        return std::nullopt;
    const TimePoint from = m_input.alert->lastBreach.value_or(m_input.alert->evaluatedAt);
    return std::max(m_input.now, from + timeLeft(m_rule, *m_input.alert, m_input.interval));
}

QString Explainer::quietHeadline() const
{
    if (!known())
        return cannotTell();
    const QString compared = comparisonWords(m_rule, *m_value);
    if (tooFew())
        return QStringLiteral("quiet: %1, but %2 %3 are fewer than %4")
            .arg(compared, countWords(m_n), eventNoun(m_rule), countWords(m_rule.minimum));
    if (breaking())
        return QStringLiteral("quiet until the next evaluation: %1").arg(compared);
    if (m_state == AlertState::Resolved)
        return QStringLiteral("resolved at %1: %2").arg(instantMark(m_input.alert->since), compared);
    return QStringLiteral("quiet: %1").arg(compared);
}

QString Explainer::pendingHeadline() const
{
    const Alert &alert = *m_input.alert;
    const QString clock = m_rule.polls > 0
        ? QStringLiteral("%1 of %2 polls").arg(QString::number(alert.polls), QString::number(m_rule.polls))
        : QStringLiteral("%1 of %2").arg(stopwatchText(alert.held), stopwatchText(m_rule.holdFor));
    const QString begun = QStringLiteral("pending: %1 for %2").arg(breachWords(m_rule, m_value), clock);
    const std::optional<TimePoint> at = firesAt();
    if (!at)
        return QStringLiteral("%1, the clock stands: %2")
            .arg(begun, known() ? QStringLiteral("not in breach now") : cannotTell());
    const QString quiet = quieted();
    return QStringLiteral("%1, %2 at %3%4 unless %5")
        .arg(begun, quiet.isEmpty() ? severityVerb(m_rule.severity) : QStringLiteral("fires"), instantMark(*at),
             quiet.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(quiet), recoveryWords(m_rule));
}

QString Explainer::firingHeadline() const
{
    const Alert &alert = *m_input.alert;
    QString words
        = QStringLiteral("firing for %1: ").arg(stopwatchText(m_input.now - alert.firedAt.value_or(alert.since)));
    if (!known())
        words += QStringLiteral("it stands until a good figure is seen; %1").arg(cannotTell());
    else if (tooFew())
        words += QStringLiteral("it stands: %1, and %2 %3 are too few to tell")
                     .arg(comparisonWords(m_rule, *m_value), countWords(m_n), eventNoun(m_rule));
    else if (!breaking())
        words += QStringLiteral("%1, kept firing until %2")
                     .arg(comparisonWords(m_rule, *m_value),
                          instantMark(alert.lastBreach.value_or(alert.since) + m_rule.keepFiringFor));
    else
        words += comparisonWords(m_rule, *m_value);
    if (const QString quiet = quieted(); !quiet.isEmpty())
        words += QStringLiteral("; %1").arg(quiet);
    else if (m_ack)
        words += QStringLiteral("; acknowledged by %1").arg(m_ack->owner);
    return words;
}

QString Explainer::headline() const
{
    if (!m_rule.enabled)
        return QStringLiteral("off");
    switch (m_state) {
    case AlertState::Inactive:
    case AlertState::Resolved: return quietHeadline();
    case AlertState::Pending: return pendingHeadline();
    case AlertState::Firing: return firingHeadline();
    }
    Q_UNREACHABLE();
}

ExplainLine Explainer::valueLine() const
{
    const bool decides = m_rule.enabled && m_state != AlertState::Pending && known() && !tooFew();
    if (known() && m_input.reading)
        return {QStringLiteral("value"), valueWords(m_rule, *m_input.reading), decides};
    if (known())
        return {QStringLiteral("value"), figureWords(m_rule, *m_value), decides};
    const std::optional<double> last = m_input.alert ? m_input.alert->value : std::nullopt;
    return {QStringLiteral("value"),
            last ? QStringLiteral("unknown; last seen as %1").arg(figureWords(m_rule, *last))
                 : QStringLiteral("unknown")};
}

std::optional<ExplainLine> Explainer::clockLine() const
{
    const QString name = QStringLiteral("clock");
    if (m_state == AlertState::Pending) {
        QString words = m_rule.polls > 0
            ? QStringLiteral("breaching %1 of %2 polls").arg(m_input.alert->polls).arg(m_rule.polls)
            : QStringLiteral("breaching %1 of %2")
                  .arg(stopwatchText(m_input.alert->held), stopwatchText(m_rule.holdFor));
        if (!m_input.alert->note.isEmpty() && known())
            words += QStringLiteral("; %1").arg(m_input.alert->note);
        return ExplainLine{name, words, true};
    }
    if (m_state == AlertState::Firing)
        return ExplainLine{name, QStringLiteral("breached %1").arg(stopwatchText(m_input.alert->held))};
    if (m_rule.polls > 1)
        return ExplainLine{name, QStringLiteral("must breach %1 polls in a row").arg(m_rule.polls)};
    if (m_rule.holdFor > Duration::zero())
        return ExplainLine{name, QStringLiteral("must breach for %1").arg(stopwatchText(m_rule.holdFor))};
    return std::nullopt;
}

/// What keeps it quiet although it fires, and who is told.
std::vector<ExplainLine> Explainer::quietLines() const
{
    const bool live = m_state == AlertState::Pending || m_state == AlertState::Firing;
    std::vector<ExplainLine> lines;
    if (m_inhibition) {
        QString words = m_inhibition->why;
        if (m_inhibition->by)
            words += QStringLiteral(" (%1 of %2)").arg(m_inhibition->by->rule, m_inhibition->by->service);
        lines.push_back({QStringLiteral("cause"), words, live});
    }
    if (m_mute) {
        const std::optional<MuteSpan> span = currentOrNext(*m_mute, m_input.now);
        QString words
            = QStringLiteral("by %1 until %2").arg(m_mute->author, instantMark(span ? span->to : m_input.now));
        if (!m_mute->reason.isEmpty())
            words += QStringLiteral(": %1").arg(m_mute->reason);
        lines.push_back({QStringLiteral("mute"), words, live});
    }
    if (m_ack) {
        QString words = QStringLiteral("by %1, %2 ago").arg(m_ack->owner, stopwatchText(m_input.now - m_ack->at));
        if (!m_ack->note.isEmpty())
            words += QStringLiteral(": %1").arg(m_ack->note);
        lines.push_back({QStringLiteral("acknowledged"), words, m_state == AlertState::Firing});
    }
    const bool nobody = m_input.routes.isEmpty();
    lines.push_back({QStringLiteral("route"),
                     nobody ? QStringLiteral("no route takes it") : m_input.routes.join(QStringLiteral(", ")),
                     nobody && live});
    return lines;
}

Explanation Explainer::explanation() const
{
    Explanation explained{.headline = headline()};
    if (!m_rule.enabled) {
        explained.lines = {{QStringLiteral("rule"), QStringLiteral("switched off in the workspace"), true},
                           valueLine(),
                           {QStringLiteral("threshold"), breachWords(m_rule)}};
        return explained;
    }
    if (!known()) {
        QString words = cannotTell();
        if (m_input.alert && m_input.alert->noDataSince)
            words += QStringLiteral(", since %1").arg(instantMark(*m_input.alert->noDataSince));
        explained.lines.push_back({QStringLiteral("data"), words, true});
    }
    explained.lines.push_back(valueLine());
    explained.lines.push_back({QStringLiteral("threshold"), breachWords(m_rule)});
    if (m_rule.minimum > 0 && known())
        explained.lines.push_back(
            {QStringLiteral("volume"),
             QStringLiteral("%1 of at least %2 %3").arg(countWords(m_n), countWords(m_rule.minimum), eventNoun(m_rule)),
             tooFew()});
    if (const std::optional<ExplainLine> clock = clockLine())
        explained.lines.push_back(*clock);
    for (ExplainLine &line : quietLines())
        explained.lines.push_back(std::move(line));
    explained.firesAt = firesAt();
    return explained;
}

} // namespace

Explanation explain(const ExplainInput &input)
{
    return Explainer(input).explanation();
}

} // namespace hubwatch
