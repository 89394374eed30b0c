// Evidence and Verdict: what a check measured, and what that means.
#pragma once

#include "base/clock.h"
#include "checklist/outcome.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace hubwatch {

/// One thing looked at: "no signature", expected "401 or 403", got "200".
struct Fact {
    QString name = {};
    QString expected = {}; ///< empty: nothing was
    QString got = {};
    std::optional<Outcome> outcome = {}; ///< Pass, Warn or Fail; absent where it is only told

    bool operator==(const Fact &) const = default;
};

/// A place in a file that is part of the evidence. Never holds a secret.
struct Finding {
    QString rule = {};        ///< "hubspot-private-app-token"
    QString file = {};        ///< relative to the repository, with "/"
    int line = 0;             ///< from 1; 0: the file as a whole
    int column = 0;           ///< from 1
    int endColumn = 0;        ///< behind the last character
    QString commit = {};      ///< where it is in history only; empty: in the tree as it is now
    QString text = {};        ///< one sentence
    QString shown = {};       ///< what was found, redacted: "pat-na1-…1a2b"
    QString fingerprint = {}; ///< of what was found, for the allow-list: 16 hex digits of a SHA-256

    bool operator==(const Finding &) const = default;
};

struct Evidence {
    /// Where it comes from, strongest first: behaviour, behaviour in production as counted, a file of results, a word.
    enum class Kind { Probe, Bench, Metrics, Import, Hand };

    Kind kind = Kind::Probe;
    TimePoint at = {};                     ///< when it was measured
    std::optional<TimePoint> staleAt = {}; ///< from then on it proves nothing
    QString source = {};                   ///< what was looked at: a URL, folder, file; free of secrets
    std::vector<Fact> facts = {};
    std::vector<Finding> findings = {};
    qsizetype findingsLeftOut = 0; ///< how many more there were
    QStringList notes = {};        ///< sentences: what else a reader must know
    QString hash = {};             ///< SHA-256 of all of it, hex; set by sealed()

    bool operator==(const Evidence &) const = default;
};

struct Verdict {
    QString item = {}; ///< ChecklistItem::id
    Outcome outcome = Outcome::NotRun;
    QString words = {}; ///< one line, what was measured: "an unsigned request was accepted with 200"
    Evidence evidence = {};
    QString lookedAt = {}; ///< a hash of the settings it was measured by: other settings are another question

    bool operator==(const Verdict &) const = default;
};

QString evidenceKindWord(Evidence::Kind kind); ///< "probe", "bench", "metrics", "import", "by hand"
std::optional<Evidence::Kind> evidenceKindNamed(QStringView word);

/// With the hash of everything else, so that a change shows.
Evidence sealed(Evidence evidence);
/// Whether the hash is that of the rest.
bool isWhole(const Evidence &evidence);

/// A verdict without evidence: not run, error, not applicable. `at` is now.
Verdict plainVerdict(const QString &item, Outcome outcome, const QString &words, TimePoint at);
/// The worst fact's outcome: Fail before Warn before Pass; Pass where none has one.
Outcome worstOf(const std::vector<Fact> &facts);

/// What `verdict` is worth at `now`: one that went stale, or was measured after `now` (a clock was moved), or whose
/// hash is wrong proves nothing any more and is NotRun or Error, with words that say so.
Verdict verdictAt(Verdict verdict, TimePoint now);

} // namespace hubwatch
