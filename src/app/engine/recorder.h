// Recorder: the store with its troubles: what cannot be stored is said, and never stops the watching.
#pragma once

#include "store/store.h"

#include <map>
#include <memory>

namespace hubwatch {

/// Owns the Store. When the folder cannot be used at all, samples are kept in memory and fault() says so; when a write
/// of samples fails, fault() stands until one of samples succeeds: on a full disk a small value may still find room.
/// Nothing here throws or ends the engine.
class Recorder
{
public:
    /// Opens the store in `options.directory`, or one in memory when that fails or was `refused`.
    explicit Recorder(const StoreOptions &options, const QString &refused = {});

    void record(std::span<const TargetScrape> scrapes);
    void note(const Event &event);
    /// Writes only what differs from the last value of this run.
    void remember(const QString &key, const QByteArray &value);
    /// One bounded step of the retention; true when there is more to do.
    bool trim(TimePoint now);

    const Store &store() const { return *m_store; }
    QString notice() const { return m_notice; } ///< what was damaged, set aside and kept; empty when all was well
    /// Why samples are not being stored; empty when they are.
    QString fault() const;
    /// Nothing of it outlives the run.
    bool inMemory() const { return m_inMemory; }
    std::int64_t stored() const { return m_stored; }

private:
    void judge(const Result<void> &result, QString &fault);

    std::unique_ptr<Store> m_store = {};
    QString m_notice = {};
    QString m_sampleFault = {};
    QString m_otherFault = {};   ///< of events, small values and the retention
    QString m_lastingFault = {}; ///< memory only: no write can cure it
    std::map<QString, QByteArray> m_remembered = {};
    bool m_inMemory = false;
    std::int64_t m_stored = 0;
};

} // namespace hubwatch
