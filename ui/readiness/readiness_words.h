// Readiness words: how items of the checklist and a service stand, in marks and words. Pure.
#pragma once

#include "snapshot/readiness_state.h"
#include "ui/credentials/credential_words.h"
#include "ui/shell/text_line.h"

#include <QDate>
#include <QTimeZone>

namespace hubwatch::ui {

/// "● pass", "◆ fail", "– waived", "▨ stale". Good is only what was measured, is asked for and holds still.
MarkedWord standingWord(const ItemStanding &standing);
/// Loud is only what somebody must look at.
Tone standingTone(const ItemStanding &standing);
/// The row's one line: what was measured, or the waiver that stands for it.
QString standingWords(const ItemStanding &standing);
/// "probe 2 min ago", "imported 9 Nov", "waiver"; empty where nothing was measured.
QString evidenceText(const ItemStanding &standing, TimePoint now);
/// The same exactly, with how long it holds, for hovering.
QString evidenceDetails(const ItemStanding &standing, TimePoint now);
/// "regressed since 2 Nov", "mended since 2 Nov"; empty without a change.
QString changeText(const ItemStanding &standing, const Readiness &readiness);
/// "waived until 14 Dec: sandbox being rebuilt", "the waiver expired on 1 Nov: ..."; empty without one.
QString waiverText(const ItemStanding &standing);

/// "9 Nov", with the year where it is another than that of `now`.
QString dateText(TimePoint at, TimePoint now);
QString dateText(std::chrono::year_month_day day);
QDate qDateOf(std::chrono::year_month_day day);
std::chrono::year_month_day dayOf(QDate date);
/// The portal's; UTC where it is not known.
QTimeZone zoneOf(const Readiness &readiness);
/// The portal's present day.
std::chrono::year_month_day todayOf(const Readiness &readiness, TimePoint now);

/// What the bench says of itself, "calm: 0 calls so far", in words for people; `service` names who is waited for.
QString benchText(const QString &words, const QString &service = {});

const ItemProgress *progressOf(const ServiceReadiness &service, const QString &item);
bool isRunning(const ServiceReadiness &service);
/// "level B, 99 – 99.9 %"
QString levelText(ReadinessLevel level);
/// How many items that are asked for stand so, told apart as the rows tell them.
struct StandingCounts {
    int pass = 0;
    int warn = 0;
    int fail = 0;
    int error = 0;
    int expired = 0; ///< a waiver that nobody renewed
    int stale = 0;   ///< measured once, and proves nothing any more
    int notRun = 0;
    int waived = 0;
    int notApplicable = 0;
    int judged = 0; ///< all that apply
};
StandingCounts standingCounts(const Readiness &readiness);
/// "ready", "not ready: 2 hold a release back", "never run".
MarkedWord readyWord(const ServiceReadiness &service);
/// "last run 2 min ago by anna@ops-7", "never run"; or how far the run is.
QString ranText(const ServiceReadiness &service, TimePoint now);
/// "against baseline 2 Nov: 1 regressed, 2 mended", in runs; the bad one is loud.
std::vector<TextRun> baselineRuns(const Readiness &readiness, TimePoint now);
/// "src/config.js:12:8", "in commit 3f2a1c9b"
QString findingPlace(const Finding &finding);

/// Texts come from services: one line, of a length that a window can hold.
QString oneLine(const QString &text, qsizetype most = 400);

} // namespace hubwatch::ui
