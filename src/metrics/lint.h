// lint: what a body of metrics has wrong, judged by the letter of its format.
#pragma once

#include "metrics/exposition.h"

#include <QString>
#include <string_view>
#include <vector>

namespace hubwatch {

struct LintFinding {
    int line = 1;
    int column = 1; ///< in characters (code points), from 1
    QString text = {};
    bool isNote = false; ///< advice: the text is valid all the same

    bool operator==(const LintFinding &) const = default;
};

struct LintReport {
    static constexpr size_t most = 100; ///< findings that are kept

    std::vector<LintFinding> findings = {}; ///< by line and column
    size_t errors = 0;                      ///< all of them, kept or not
    size_t notes = 0;

    bool operator==(const LintReport &) const = default;
};

/// Judges OpenMetrics 1.0 by its specification (where its ABNF and its prose disagree, the ABNF has the word), the
/// older text format 0.0.4 by its documentation and by what Prometheus' text parser refuses. Goes on behind an error
/// at the next line. What an unreadable line leaves incomplete is not reported a second time.
LintReport lint(std::string_view text, TextFormat format);

} // namespace hubwatch
