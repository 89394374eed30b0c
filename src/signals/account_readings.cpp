#include "signals/evaluation.h"

#include "base/duration_text.h"
#include "base/time_text.h"

#include <QLocale>
#include <cmath>

namespace hubwatch {

namespace {

constexpr double hoursOfADay = 24;

/// "2026-11-25 21:40 UTC" without the day where it is the same one.
QString minuteText(TimePoint at, TimePoint now)
{
    const bool sameDay = std::chrono::floor<std::chrono::days>(at) == std::chrono::floor<std::chrono::days>(now);
    const QString text = utcText(at).left(16).replace(u'T', u' ');
    return (sameDay ? text.mid(11) : text) + QStringLiteral(" UTC");
}

QString paceText(double perHour)
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    return QStringLiteral("at %1 an hour").arg(english.toString(qlonglong(std::llround(perHour))));
}

/// The newest scrape, when it tells how much of which quota was used.
const Frame *quotaFrame(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame)
        return nullptr;
    if (!frame->quotaUsed || !frame->quotaLimit || *frame->quotaLimit <= 0) {
        e.unknown(QStringLiteral("HubSpot has not told the daily quota"));
        return nullptr;
    }
    if (frame->quotaResets && *frame->quotaResets <= e.now) {
        e.unknown(QStringLiteral("the quota was reset at %1 and HubSpot has not told the new figures")
                      .arg(minuteText(*frame->quotaResets, e.now)));
        return nullptr;
    }
    return frame;
}

} // namespace

void readQuotaUsed(Evaluation &e)
{
    if (const Frame *frame = quotaFrame(e))
        e.know(*frame->quotaUsed / *frame->quotaLimit, *frame->quotaUsed);
}

void readQuotaDaily(Evaluation &e)
{
    const Frame *frame = quotaFrame(e);
    if (!frame)
        return;
    if (!frame->quotaResets)
        return e.unknown(QStringLiteral("HubSpot has not told when the quota is reset"));
    const auto outlook = e.history.quota().outlook(*frame->quotaLimit, *frame->quotaResets, e.now);
    if (!outlook)
        return e.unknown(QStringLiteral("the pace is not known yet"));
    e.know(outlook->atReset, outlook->used);
    e.reading.covered = outlook->over;
    if (outlook->used >= outlook->limit)
        e.notes.append(QStringLiteral("used up"));
    else if (outlook->runsOutAt)
        e.notes.append(
            QStringLiteral("runs out %1 %2").arg(minuteText(*outlook->runsOutAt, e.now), paceText(outlook->perHour)));
    else
        e.notes.append(paceText(outlook->perHour));
}

void readCredentialAge(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame)
        return;
    if (!frame->credentialSince)
        return e.unknown(QStringLiteral("nobody knows when the credential was made"));
    const Duration age = e.now - *frame->credentialSince;
    if (age < -1min)
        return e.unknown(
            QStringLiteral("the credential was made %1 in the future: the clocks differ").arg(durationText(-age)));
    const double hours = double(age.count()) / double(Duration(1h).count());
    e.know(std::max(hours / hoursOfADay, 0.0), 1);
}

void readHubSpotStatus(Evaluation &e)
{
    const Frame *frame = freshFrame(e);
    if (!frame)
        return;
    if (!frame->statusLevel)
        return e.unknown(QStringLiteral("HubSpot's status page has not been read"));
    e.know(*frame->statusLevel, 1);
}

} // namespace hubwatch
