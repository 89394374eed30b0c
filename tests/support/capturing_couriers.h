// CapturingCouriers: couriers that take everything and remember it, by route.
#pragma once

#include "notify/courier.h"
#include "support/manual_clock.h"

#include <QPointer>
#include <memory>
#include <vector>

namespace hubwatch::testing {

struct CapturedNotice {
    TimePoint at = {};
    Notice notice = {};
};

class CapturingCouriers
{
public:
    explicit CapturingCouriers(ManualClock &clock)
        : m_clock(clock)
    { }

    std::function<std::unique_ptr<Courier>(const Route &)> factory()
    {
        return [this](const Route &) { return std::make_unique<One>(*this); };
    }

    std::vector<CapturedNotice> on(const char *route) const
    {
        std::vector<CapturedNotice> found;
        for (const CapturedNotice &captured : all)
            if (captured.notice.route == QLatin1StringView(route))
                found.push_back(captured);
        return found;
    }

    std::vector<CapturedNotice> all = {};

private:
    struct One : Courier {
        explicit One(CapturingCouriers &made)
            : owner(made)
        { }
        void deliver(const Notice &notice, const QString &, QObject *context, Reply reply) override
        {
            owner.all.push_back({owner.m_clock.now(), notice});
            owner.m_clock.after(20ms, context, [reply = std::move(reply)] {
                reply({.outcome = Delivery::Outcome::Done, .status = 202, .took = 20ms});
            });
        }
        CapturingCouriers &owner;
    };

    ManualClock &m_clock;
};

} // namespace hubwatch::testing
