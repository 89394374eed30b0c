// What the reports of all formats have in common: clean texts, words, and who writes which.
#pragma once

#include "checklist/readiness.h"

#include <QTimeZone>

namespace hubwatch {

QByteArray htmlReport(const Readiness &readiness);
QByteArray markdownReport(const Readiness &readiness);
QByteArray jsonReport(const Readiness &readiness);
QByteArray junitReport(const Readiness &readiness);
QByteArray sarifReport(const Readiness &readiness);
QByteArray csvReport(const Readiness &readiness);

/// Without tokens and control characters, every text of a length that a page can bear.
Readiness cleanedForReport(Readiness readiness);

/// How an item stands, as one thing: its outcome, or that it is waived or not asked for.
enum class ReportMark { Pass, Warn, Fail, Error, NotRun, NotApplicable, Waived, NotAsked };
ReportMark reportMark(const ItemStanding &standing);
QString reportMarkWord(ReportMark mark);  ///< "pass", "not asked for"
QString reportMarkShape(ReportMark mark); ///< "●", "▲", "◆" ...

QString readinessTitle(const Readiness &readiness);        ///< "contacts-sync is not ready: 5 items hold it back"
QString readinessSurroundings(const Readiness &readiness); ///< level, account, portal, time, who
QString baselineWords(const Readiness &readiness); ///< "against 2 Nov 2026: 1 regressed, 2 mended"; empty: no baseline
QString changeWords(const ItemStanding &standing); ///< "regressed: was pass"; empty: nothing changed
QString waiverWords(const ItemStanding &standing); ///< one sentence; empty: no waiver
/// "probe 2 min ago", "import 9 Nov 2026".
QString evidenceWords(const Verdict &verdict, const Readiness &readiness);
/// What `standing` comes to by the item's own texts; empty: they do not say.
QString meaningWords(const ItemStanding &standing);
/// "src/a.js:12:9 in commit 3f2a9c0d".
QString findingPlace(const Finding &finding);
/// Whether a reader has to know more about it than its row.
bool needsDetails(const ItemStanding &standing);

} // namespace hubwatch
