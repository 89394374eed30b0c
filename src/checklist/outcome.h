// Outcome: what a check of the production checklist can come to.
#pragma once

#include <QString>
#include <optional>

namespace hubwatch {

enum class Outcome {
    NotRun,        ///< nobody could look, and the verdict says why; never a pass
    Pass,          ///< measured, and good
    Warn,          ///< good enough to work, not as it should be
    Fail,          ///< measured, and bad
    NotApplicable, ///< the service does not do this; the verdict says why
    Error,         ///< the probe itself could not be carried out; never a pass
};

/// "not run", "pass", "warn", "fail", "not applicable", "error": for people.
QString outcomeWord(Outcome outcome);
/// "notRun", "pass", "warn", "fail", "notApplicable", "error": for files; and back.
QString outcomeName(Outcome outcome);
std::optional<Outcome> outcomeNamed(QStringView name);

/// How much a service is asked for, by the share of good requests it promises: A over 99.9 %, B 99 to 99.9 %, C less.
enum class ReadinessLevel { A, B, C };

QString levelName(ReadinessLevel level);  ///< "A"
QString levelRange(ReadinessLevel level); ///< "over 99.9 %"
std::optional<ReadinessLevel> levelNamed(QStringView name);
/// Whether what is wanted from `from` on is wanted of `level`.
bool levelAsks(ReadinessLevel level, ReadinessLevel from);

} // namespace hubwatch
