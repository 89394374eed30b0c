// CallScope: makes cancelling a matter of ownership.
#pragma once

#include <QObject>
#include <memory>

namespace hubwatch {

/// Everything begun with context() is dropped, unanswered, when the scope dies or cancelAll() runs.
///
/// Hold one as a member, pass context() to HttpClient::send and Clock::after, and no callback
/// can reach a dead `this`.
class CallScope
{
public:
    QObject *context() const { return m_context.get(); }
    void cancelAll() { m_context = std::make_unique<QObject>(); }

private:
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
};

} // namespace hubwatch
