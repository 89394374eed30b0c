#include "alerts/incident_book.h"

#include "alerts/judged.h"
#include "support/printers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

namespace hubwatch {
namespace {

using testing::incidentStart;
using testing::latin;
using testing::ruleOn;
using testing::twoAccounts;
using Severity = Rule::Severity;

/// A night at random: alerts come and go, facts change, people press buttons, Hubwatch restarts.
class RandomNight
{
public:
    explicit RandomNight(unsigned seed)
        : m_random(seed)
    {
        for (const auto &[signal, severity] : {std::pair{"api.error_rate", Severity::Page},
                                               {"api.burn.3d", Severity::Ticket},
                                               {"api.auth_failures", Severity::Page},
                                               {"api.rate_limited", Severity::Notify},
                                               {"sync.overdue", Severity::Notify},
                                               {"service.ready", Severity::Ticket},
                                               {"source.fresh", Severity::Page},
                                               {"hubspot.status", Severity::Ticket}})
            m_rules.push_back(ruleOn(signal, severity));
        for (const char *service : {"contacts-sync", "crm", "billing", "local-sync", "hubspot:prod"})
            for (const Rule &rule : m_rules)
                m_alerts.push_back(
                    {.alert = {.service = latin(service), .rule = rule.name, .value = 0}, .rule = &rule});
    }

    void step()
    {
        m_now += Duration(10s) * upTo(20);
        switch (upTo(9)) {
        case 0: m_facts.accounts[0].refused = upTo(1) == 1; break;
        case 1: m_facts.networkLost = upTo(3) == 0; break;
        case 2: m_facts.hubspotDown = upTo(3) == 0; break;
        case 3: press(); break;
        case 4: m_book = IncidentBook::fromBytes(m_book.toBytes()).book; break;
        case 5: flip(m_alerts[size_t(upTo(int(m_alerts.size()) - 1))]); break;
        default: flip(m_alerts[size_t(upTo(7))]); break; // one service flaps
        }
        adopt();
    }

    void check() const
    {
        std::map<QString, int> openOf;
        std::map<std::pair<QString, QString>, int> firingIn;
        for (const Incident &incident : m_book.newest(99'999)) {
            if (incident.state == Incident::State::Resolved) {
                ASSERT_FALSE(incident.firing());
                ASSERT_TRUE(incident.resolvedAt.has_value());
                continue;
            }
            ASSERT_TRUE(incident.firing() || !incident.openedBy.isEmpty()) << "an open one of a rule fires";
            ASSERT_FALSE(incident.resolvedAt.has_value());
            if (!incident.key.isEmpty()) {
                ASSERT_EQ(++openOf[incident.key], 1) << incident.key.toStdString();
            }
            for (const Incident::Part &part : incident.parts)
                if (part.firing)
                    ++firingIn[{part.alert.service, part.alert.rule}];
        }
        const std::vector<Inhibition> hidden = hiddenNow();
        for (const Watched &watched : m_alerts) {
            const AlertId id = idOf(watched.alert);
            const int in = firingIn[{id.service, id.rule}];
            const bool fires = watched.alert.state == Alert::State::Firing;
            const bool told = fires && std::ranges::find(hidden, id, &Inhibition::alert) == hidden.end();
            ASSERT_LE(in, fires ? 1 : 0) << id.rule.toStdString();
            ASSERT_GE(in, told ? 1 : 0) << id.rule.toStdString();
            ASSERT_EQ(in == 1 && !m_book.of(id), false);
        }
    }

    size_t incidents() const { return m_book.newest(99'999).size(); }
    int reopened() const { return m_reopened; }
    int hidden() const { return m_hidden; }

private:
    struct Watched {
        Alert alert = {};
        const Rule *rule = nullptr;
    };

    int upTo(int most) { return std::uniform_int_distribution(0, most)(m_random); }

    std::vector<Inhibition> hiddenNow() const
    {
        std::vector<JudgedAlert> judged;
        for (const Watched &watched : m_alerts)
            judged.push_back({.alert = &watched.alert, .rule = watched.rule});
        return inhibitions(judged, m_facts);
    }

    void take(const Watched &watched, const std::vector<Inhibition> &hidden)
    {
        const auto by = std::ranges::find(hidden, idOf(watched.alert), &Inhibition::alert);
        const Inhibition *inhibition = by == hidden.end() ? nullptr : &*by;
        m_hidden += inhibition ? 1 : 0;
        for (const IncidentChange &change :
             m_book.take({.at = m_now, .alert = watched.alert}, *watched.rule, m_facts, inhibition)) {
            m_reopened += change.kind == IncidentChange::Kind::Reopened ? 1 : 0;
            ASSERT_EQ(m_book.find(change.incident.id)->id, change.incident.id);
            ASSERT_FALSE(change.text.isEmpty());
        }
    }

    void flip(Watched &watched)
    {
        const bool fires = watched.alert.state == Alert::State::Firing;
        watched.alert.state = fires ? Alert::State::Resolved : Alert::State::Firing;
        watched.alert.value = watched.alert.rule == latin("service.ready") ? -upTo(1) : 1;
        take(watched, hiddenNow());
    }

    /// As the engine does: what is no longer hidden and in no incident is taken again.
    void adopt()
    {
        const std::vector<Inhibition> hidden = hiddenNow();
        for (const Watched &watched : m_alerts) {
            if (watched.alert.state == Alert::State::Firing && !m_book.of(idOf(watched.alert)))
                take(watched, hidden);
        }
    }

    void press()
    {
        const qint64 id = 1 + upTo(20);
        switch (upTo(5)) {
        case 0: (void)m_book.acknowledge(id, latin("ops"), {}, m_now); break;
        case 1: (void)m_book.close(id, latin("ops"), m_now); break;
        case 2: (void)m_book.regrade(id, Severity::Ticket, m_now); break;
        case 3: (void)m_book.unacknowledge(id, {}, m_now); break;
        case 4: m_book.open(latin("by hand"), Severity::Ticket, {}, latin("ops"), m_now); break;
        case 5: m_book.trim(m_now); break;
        default: break;
        }
    }

    std::mt19937 m_random;
    std::vector<Rule> m_rules = {};
    std::vector<Watched> m_alerts = {};
    CauseFacts m_facts = twoAccounts();
    IncidentBook m_book = {};
    TimePoint m_now = incidentStart;
    int m_reopened = 0;
    int m_hidden = 0;
};

TEST(IncidentTraceTest, HoldsEveryAlertOnceWhateverHappens)
{
    size_t incidents = 0;
    int reopened = 0;
    int hidden = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        RandomNight night(seed);
        for (int i = 0; i < 150; ++i) {
            night.step();
            ASSERT_NO_FATAL_FAILURE(night.check()) << "night " << seed << ", step " << i;
        }
        incidents += night.incidents();
        reopened += night.reopened();
        hidden += night.hidden();
    }
    EXPECT_GT(incidents, 300u) << "the nights must be eventful";
    EXPECT_GT(reopened, 100);
    EXPECT_GT(hidden, 500);
}

} // namespace
} // namespace hubwatch
