#include "notify/keeper.h"

#include "base/clock.h"
#include "base/log.h"
#include "notify/ledger_entry.h"

namespace hubwatch {

Keeper::Keeper(const QString &directory, Clock &clock)
    : m_clock(clock)
{
    Result<Outbox::Opened> opened = Outbox::open(directory);
    if (!opened) {
        m_memoryOnly = true;
        m_fault = QStringLiteral("What is to be told is kept in memory only and is lost when Hubwatch ends: %1; then "
                                 "start Hubwatch again")
                      .arg(opened.error().detail);
        qCWarning(logAlerts).noquote() << m_fault;
        opened = Outbox::open({});
    }
    m_outbox = std::move(opened.value().outbox);
    m_notice = opened->notice;
    if (Result<int> recovered = m_outbox->recover(clock.now()); !recovered)
        note(recovered.error());
    if (Result<void> trimmed = m_outbox->trim(clock.now()); !trimmed)
        note(trimmed.error());
}

bool Keeper::note(const Error &error)
{
    if (!m_memoryOnly) {
        m_fault = QStringLiteral("What is to be told cannot be stored and is kept in memory meanwhile: %1")
                      .arg(error.detail);
        qCWarning(logAlerts).noquote() << m_fault;
    }
    return false;
}

void Keeper::put(std::vector<Notice> &notices, const Outbox::Values &values)
{
    flush();
    if (m_unsaved.empty() && m_values.empty()) {
        Result<void> done = m_outbox->put(notices, values);
        if (done)
            return;
        note(done.error());
    }
    for (Notice &notice : notices) {
        notice.id = --m_lastId;
        m_unsaved.emplace(notice.id, notice);
    }
    for (const auto &[key, value] : values)
        m_values[key] = value;
}

LedgerEntry Keeper::begin(const Notice &notice)
{
    if (notice.id > 0) {
        Result<LedgerEntry> entry = m_outbox->begin(notice, m_clock.now());
        if (entry)
            return *entry;
        note(entry.error());
    }
    // An alert that cannot be noted is told all the same.
    LedgerEntry entry = entryOf(notice, m_clock.now());
    entry.attempt = 1;
    return entry;
}

LedgerEntry Keeper::finish(const LedgerEntry &attempt, const Delivery &delivery, std::optional<TimePoint> nextTry)
{
    LedgerEntry entry = attempt;
    apply(entry, delivery, nextTry);
    if (entry.id > 0) {
        Result<void> done = m_outbox->finish(attempt, delivery, nextTry);
        if (done)
            return entry;
        note(done.error());
    } else if (delivery.outcome != Delivery::Outcome::Later) {
        leave(entry.notice);
    }
    m_unrecorded.push_back({attempt, delivery, nextTry});
    return entry;
}

std::vector<LedgerEntry> Keeper::withhold(const std::vector<Withheld> &withheld)
{
    if (withheld.empty())
        return {};
    Result<std::vector<LedgerEntry>> stored = m_outbox->withhold(withheld, m_clock.now());
    if (!stored)
        note(stored.error());
    std::vector<LedgerEntry> entries = stored.value_or(std::vector<LedgerEntry>{});
    for (const Withheld &one : withheld) {
        m_unsaved.erase(one.notice.id);
        if (stored)
            continue;
        leave(one.notice.id);
        entries.push_back(withheldEntry(one, m_clock.now()));
        m_unrecorded.push_back({.entry = entries.back()});
    }
    return entries;
}

void Keeper::leave(qint64 notice)
{
    m_unsaved.erase(notice);
    if (notice > 0)
        m_gone.push_back(notice);
}

void Keeper::discard(const std::vector<qint64> &notices)
{
    std::vector<qint64> stored;
    for (const qint64 notice : notices) {
        m_unsaved.erase(notice);
        if (notice > 0)
            stored.push_back(notice);
    }
    if (stored.empty())
        return;
    if (Result<void> done = m_outbox->discard(stored); !done) {
        note(done.error());
        m_gone.insert(m_gone.end(), stored.begin(), stored.end());
    }
}

void Keeper::flush()
{
    const bool pending = !m_unsaved.empty() || !m_values.empty() || !m_unrecorded.empty() || !m_gone.empty();
    if (!pending) {
        if (!m_memoryOnly && !m_fault.isEmpty())
            m_fault.clear();
        return;
    }
    if (flushNotices() && flushEntries() && !m_memoryOnly)
        m_fault.clear();
}

bool Keeper::flushNotices()
{
    if (m_unsaved.empty() && m_values.empty())
        return true;
    std::vector<Notice> notices;
    for (auto unsaved = m_unsaved.rbegin(); unsaved != m_unsaved.rend(); ++unsaved)
        notices.push_back(unsaved->second);
    std::vector<qint64> before;
    for (const Notice &notice : notices)
        before.push_back(notice.id);
    if (Result<void> done = m_outbox->put(notices, m_values); !done)
        return note(done.error());
    m_unsaved.clear();
    m_values.clear();
    std::map<qint64, qint64> ids;
    for (size_t i = 0; i < notices.size(); ++i)
        ids.emplace(before[i], notices[i].id);
    for (Unrecorded &one : m_unrecorded) {
        if (const auto id = ids.find(one.entry.notice); id != ids.end())
            one.entry.notice = id->second;
    }
    if (saved && !ids.empty())
        saved(ids);
    return true;
}

bool Keeper::flushEntries()
{
    if (!m_gone.empty()) {
        if (Result<void> done = m_outbox->discard(m_gone); !done)
            return note(done.error());
        m_gone.clear();
    }
    while (!m_unrecorded.empty()) {
        const Unrecorded &one = m_unrecorded.front();
        Result<void> done;
        if (one.entry.id > 0) {
            done = m_outbox->finish(one.entry, one.delivery, one.nextTry);
        } else {
            LedgerEntry entry = one.entry;
            if (entry.result == LedgerEntry::Result::Trying)
                apply(entry, one.delivery, one.nextTry);
            done = m_outbox->record(entry, one.delivery.handle);
        }
        if (!done)
            return note(done.error());
        m_unrecorded.erase(m_unrecorded.begin());
    }
    return true;
}

} // namespace hubwatch
