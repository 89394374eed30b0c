// Job words: how a job stands, what it waits for and what it comes to, in marks and sentences. Pure.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/credentials/credential_words.h"

namespace hubwatch::ui {

/// What a job that asks wants to know.
enum class JobQuestion {
    None,
    Trial,   ///< its first rows are done and looked at
    Unknown, ///< rows that nothing can read back
    Window,  ///< its window went by without it
};
JobQuestion questionOf(const BatchJob &job);

/// Nothing is known of it but its id and what is wrong.
bool isUnreadable(const BatchJob &job);
/// It stands as running, and nobody here carries it out: cut off, or in the hands of another program.
bool isInterrupted(const BatchJob &job);
/// Rows may have gone out; before that it has no pace, no limit and no failures to look at.
bool hasBegun(const BatchJob &job);
/// "Update 200,000 contacts"; the id of a job that cannot be read.
QString jobTitle(const BatchJob &job);
MarkedWord jobStateWord(const BatchJob &job);
/// It stands still until somebody acts: paused, asking, interrupted, or it cannot go on at all.
bool needsPerson(const BatchJob &job);
/// It works, or will by itself.
bool isUnderWay(const BatchJob &job);

/// Whether every row is accounted for.
struct JobSum {
    std::int64_t known = 0; ///< rows in one of the four piles
    std::int64_t of = 0;
    bool good = true;
    QString words = {}; ///< "82,491 of 200,000 · adds up"

    bool operator==(const JobSum &) const = default;
};
JobSum sumOf(const BatchJob &job);

/// 0..1; nothing where there is nothing to do.
std::optional<double> shareOf(const BatchJob &job);
/// "41.2 %"; never 100 before the last row.
QString shareText(double share);
/// shareText(); of a cancelled one "300 of 900 done", since what was left out is no progress.
QString farText(const BatchJob &job);
/// "2:27 left, until 00:04:10", "2 h 10 min, ended 00:04:10"; empty when nobody can know.
QString leftText(const BatchJob &job, TimePoint now);
/// How long it has run.
std::optional<Duration> ranFor(const BatchJob &job, TimePoint now);
/// "started 00:00 JST by schedule"
QString startedText(const BatchJob &job, TimePoint now);
/// "9f3c81aa…"; empty without a file.
QString shortSha(const JobInput &input);
/// "PROD 4242", "sandbox 77"
QString accountText(const JobSpec &spec);
/// "24 Nov 00:00 JST"; "00:00 JST" where the day is today, and only there.
QString whenText(TimePoint at, TimePoint now);

/// A pile's name in the legend; of an undo the skipped ones are those that were kept.
QString pileTitle(Pile pile, const BatchJob &job);
Mark markOf(Pile pile);
std::int64_t countOf(const JobPiles &piles, Pile pile);

} // namespace hubwatch::ui
