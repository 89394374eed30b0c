#include "app/engine/recorder.h"

#include "base/log.h"

namespace hubwatch {

Recorder::Recorder(const StoreOptions &options, const QString &refused)
{
    Result<Store::Opened> opened = refused.isEmpty() ? Store::open(options)
                                    : tl::unexpected(Error{.kind = Error::Kind::Storage, .detail = refused});
    if (!opened) {
        qCWarning(logStore).noquote() << "open failed:" << opened.error().detail;
        m_lastingFault
            = QStringLiteral("%1; samples are kept in memory until Hubwatch ends").arg(opened.error().detail);
        m_fault = m_lastingFault;
        StoreOptions inMemory = options;
        inMemory.directory.clear();
        opened = Store::open(inMemory);
    }
    if (!opened)
        qFatal("the in-memory store could not be made: %s", qPrintable(opened.error().detail));
    m_store = std::move(opened->store);
    m_notice = opened->notice;
}

void Recorder::record(std::span<const TargetScrape> scrapes)
{
    const Result<void> result = m_store->append(scrapes);
    if (result)
        ++m_stored;
    judge(result);
}

void Recorder::note(const Event &event)
{
    judge(m_store->append(event));
}

void Recorder::remember(const QString &key, const QByteArray &value)
{
    judge(m_store->put(key, value));
}

bool Recorder::trim(TimePoint now)
{
    const Result<bool> more = m_store->trim(now);
    if (!more)
        judge(tl::unexpected(more.error()));
    return more.value_or(false);
}

void Recorder::judge(const Result<void> &result)
{
    const QString before = m_fault;
    m_fault = result ? m_lastingFault : result.error().detail;
    if (m_fault != before && !m_fault.isEmpty())
        qCWarning(logStore).noquote() << "not storing:" << m_fault;
}

} // namespace hubwatch
