#include "checklist/check_runner.h"

#include "base/duration_text.h"

#include <QPointer>

namespace hubwatch {

CheckRunner::CheckRunner(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{ }

CheckRunner::~CheckRunner() = default;

void CheckRunner::start(std::vector<PlannedCheck> checks, int atOnce)
{
    m_open.clear();
    m_waiting = {std::make_move_iterator(checks.begin()), std::make_move_iterator(checks.end())};
    m_atOnce = atOnce;
    m_running = true;
    m_clock.after({}, m_calls.context(), [this] {
        if (m_running)
            next();
    });
}

void CheckRunner::cancel()
{
    if (m_running)
        finish(true);
}

void CheckRunner::next()
{
    while (!m_waiting.empty() && int(m_open.size()) < m_atOnce) {
        PlannedCheck check = std::move(m_waiting.front());
        m_waiting.pop_front();
        const QPointer<CheckRunner> alive(this);
        begin(std::move(check));
        if (!alive || !m_running)
            return;
    }
    if (m_waiting.empty() && m_open.empty())
        finish(false);
}

void CheckRunner::begin(PlannedCheck check)
{
    const QString item = check.item;
    const QPointer<CheckRunner> alive(this);
    emit began(item);
    if (!alive || !m_running)
        return;
    QObject *context = (m_open[item] = std::make_unique<CallScope>())->context();
    m_clock.after(check.patience, context, [this, item, patience = check.patience] {
        take(
            item,
            plainVerdict(item, Outcome::Error,
                         QStringLiteral("gave up after %1 without an answer; run it again").arg(durationText(patience)),
                         m_clock.now()));
    });
    ProbeCall call{.context = context,
                   .reply = [this, item](Verdict verdict) { take(item, std::move(verdict)); },
                   .progress
                   = [this, item](const QString &words, double share) { emit progressed(item, words, share); }};
    try {
        check.probe(std::move(call));
    } catch (const std::exception &fault) {
        // A defect of ours must not read as a pass, nor end the run of the others.
        const QString words = QStringLiteral("the probe itself failed: %1").arg(QString::fromUtf8(fault.what()));
        m_clock.after({}, m_open[item]->context(),
                      [this, item, words] { take(item, plainVerdict(item, Outcome::Error, words, m_clock.now())); });
    }
}

void CheckRunner::take(const QString &item, Verdict verdict)
{
    const auto open = m_open.find(item);
    if (open == m_open.end())
        return;
    // The scope may hold the very call that speaks: it goes when that has returned.
    m_clock.after({}, m_calls.context(), [ended = std::shared_ptr<CallScope>(std::move(open->second))] {});
    m_open.erase(open);
    verdict.item = item;
    const QPointer<CheckRunner> alive(this);
    emit judged(verdict);
    if (alive && m_running)
        next();
}

void CheckRunner::finish(bool cancelled)
{
    m_running = false;
    m_waiting.clear();
    m_open.clear();
    emit finished(cancelled);
}

} // namespace hubwatch
