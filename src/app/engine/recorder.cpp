#include "app/engine/recorder.h"

#include "base/log.h"

#include <utility>

namespace hubwatch {

Recorder::Recorder(const StoreOptions &options, const QString &refused)
{
    Result<Store::Opened> opened = refused.isEmpty()
        ? Store::open(options)
        : tl::unexpected(Error{.kind = Error::Kind::Storage, .detail = refused});
    m_inMemory = options.directory.isEmpty() || !opened;
    if (!opened) {
        qCWarning(logStore).noquote() << "open failed:" << opened.error().detail;
        m_lastingFault
            = QStringLiteral("%1; samples are kept in memory until Hubwatch ends").arg(opened.error().detail);
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
    judge(result, m_sampleFault);
}

void Recorder::note(const Event &event)
{
    judge(m_store->append(event), m_otherFault);
}

void Recorder::remember(const QString &key, const QByteArray &value)
{
    if (const auto known = m_remembered.find(key); known != m_remembered.end() && known->second == value)
        return;
    const Result<void> result = m_store->put(key, value);
    if (result)
        m_remembered[key] = value;
    judge(result, m_otherFault);
}

bool Recorder::trim(TimePoint now)
{
    const Result<bool> more = m_store->trim(now);
    judge(more ? Result<void>() : tl::unexpected(more.error()), m_otherFault);
    return more.value_or(false);
}

QString Recorder::fault() const
{
    if (!m_lastingFault.isEmpty())
        return m_lastingFault;
    return m_sampleFault.isEmpty() ? m_otherFault : m_sampleFault;
}

void Recorder::judge(const Result<void> &result, QString &fault)
{
    const QString before = std::exchange(fault, result ? QString() : result.error().detail);
    if (fault != before && !fault.isEmpty())
        qCWarning(logStore).noquote() << "not storing:" << fault;
}

} // namespace hubwatch
