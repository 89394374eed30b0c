// FakeCourier: delivers when a test says so.
#pragma once

#include "notify/courier.h"

#include <QPointer>
#include <QStringList>
#include <memory>

namespace hubwatch::testing {

/// What several fake couriers were asked, in order.
struct FakeDeliveries {
    struct Call {
        Notice notice = {};
        QString handle = {};
        QPointer<QObject> context = {};
        Courier::Reply reply = {};
    };
    std::vector<Call> calls = {};
    size_t answered = 0;

    /// Answers the oldest call that has none yet; false when there is no such call.
    bool answer(const Delivery &delivery)
    {
        if (answered == calls.size())
            return false;
        const Call call = calls[answered++];
        if (call.context)
            call.reply(delivery);
        return true;
    }
    bool answerDone() { return answer({.outcome = Delivery::Outcome::Done, .status = 200}); }
    QStringList keys() const
    {
        QStringList found;
        for (const Call &call : calls)
            found << call.notice.key;
        return found;
    }
    const Notice &last() const { return calls.back().notice; }
};

class FakeCourier : public Courier
{
public:
    explicit FakeCourier(std::shared_ptr<FakeDeliveries> deliveries)
        : m_deliveries(std::move(deliveries))
    { }
    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override
    {
        m_deliveries->calls.push_back({notice, handle, context, std::move(reply)});
    }

private:
    std::shared_ptr<FakeDeliveries> m_deliveries;
};

} // namespace hubwatch::testing
