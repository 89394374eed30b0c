#include "checklist/repository/secret_probe.h"

#include "checklist/repository/secret_look.h"

#include <QDir>
#include <utility>

namespace hubwatch {

namespace {

/// Lives until its answer, or until the context of the call dies.
class SecretLook : public QObject
{
public:
    SecretLook(Duration budget, const ProbeDoors &doors, SecretOrder order, ProbeCall call)
        : QObject(call.context)
        , m_doors(doors)
        , m_order(std::move(order))
        , m_call(std::move(call))
        , m_allow(m_order.allow)
        , m_deadline(doors.clock.uptime() + budget)
        , m_budget(budget)
    {
        m_sums.ignoredEntries = m_allow.ignored();
    }

    void start()
    {
        openRepository(m_doors.processes, m_order.repository, m_calls.context(), [this](const GitAnswer &answer) {
            if (!answer)
                return end(answer.error());
            m_sums.repository = *answer;
            if (answer->shallow)
                return end({Outcome::NotRun,
                            QStringLiteral("the clone is shallow, so its history cannot be judged: run "
                                           "\"git fetch --unshallow\"")});
            if (answer->partial)
                return end({Outcome::NotRun,
                            QStringLiteral("the clone is partial, so its history cannot be judged: run "
                                           "\"git fetch --refetch --no-filter\", or clone it anew")});
            if (answer->grafted)
                return end({Outcome::NotRun,
                            QStringLiteral("grafts hide history, so it cannot be judged: run \"git replace "
                                           "--convert-graft-file\"")});
            answer->bare ? readHistory() : readTree();
        });
    }

private:
    void readTree()
    {
        m_tree.emplace(m_doors.processes, m_doors.clock, m_sums.repository, m_allow, m_sums.ledger);
        m_tree->run(
            m_deadline, [this](double share) { tell(QStringLiteral("reading the files"), share / 2); },
            [this](tl::expected<SecretTreeSeen, GitTrouble> seen) {
                if (!seen)
                    return end(seen.error());
                m_sums.tree = std::move(*seen);
                readHistory();
            });
    }

    void readHistory()
    {
        m_history.emplace(m_doors.processes, m_doors.clock, m_sums.repository, m_sums.tree, m_allow, m_sums.ledger);
        m_history->run(
            m_deadline, [this](double share) { tell(QStringLiteral("reading the history"), 0.5 + share / 2); },
            [this](tl::expected<SecretHistorySeen, GitTrouble> seen) {
                if (!seen)
                    return end(seen.error());
                m_sums.history = *seen;
                answer(secretVerdict(m_order, m_sums, m_doors.clock.now()));
            });
    }

    void tell(const QString &words, double share)
    {
        if (m_call.progress)
            m_call.progress(words, share);
    }

    /// What was found before the trouble stays found.
    void end(const GitTrouble &trouble)
    {
        Verdict verdict = plainVerdict(m_order.item, trouble.outcome, trouble.words, m_doors.clock.now());
        if (m_doors.clock.uptime() >= m_deadline)
            verdict.words += QStringLiteral(" (it may take %1 min)").arg(double(m_budget.count()) / 60'000);
        if (m_sums.ledger.count() > 0) {
            verdict = secretVerdict(m_order, m_sums, m_doors.clock.now());
            verdict.words += QStringLiteral("; not all was looked at: %1").arg(trouble.words);
        }
        answer(std::move(verdict));
    }

    void answer(Verdict verdict)
    {
        deleteLater();
        const auto reply = std::exchange(m_call.reply, {});
        if (reply)
            reply(std::move(verdict));
    }

    ProbeDoors m_doors;
    SecretOrder m_order;
    ProbeCall m_call;
    SecretAllow m_allow;
    Duration m_deadline;
    Duration m_budget;
    SecretSums m_sums = {};
    std::optional<SecretTree> m_tree = {};
    std::optional<SecretHistory> m_history = {};
    CallScope m_calls;
};

} // namespace

Probe secretProbeWithin(Duration budget, ProbeDoors doors, SecretOrder order)
{
    return [budget, doors, order = std::move(order)](ProbeCall call) {
        (new SecretLook(budget, doors, order, std::move(call)))->start();
    };
}

Probe secretProbe(ProbeDoors doors, SecretOrder order)
{
    return secretProbeWithin(secretBudget, doors, std::move(order));
}

} // namespace hubwatch
