// LintLog: collects what lint finds, and knows how to point at it.
#pragma once

#include "metrics/lint.h"

#include <QString>
#include <string_view>

namespace hubwatch {

/// A line of the text, without its line feed.
struct LintLine {
    int number = 1;
    std::string_view text = {};

    const char *begin() const { return text.data(); }
    const char *end() const { return text.data() + text.size(); }
};

/// A place that outlives the reading of its line, for what shows only later.
struct LintPlace {
    LintLine line = {};
    const char *at = nullptr;
};

class LintLog
{
public:
    void error(const LintLine &line, const char *at, QString text) { add(line, at, std::move(text), false); }
    void error(const LintPlace &place, QString text) { add(place.line, place.at, std::move(text), false); }
    void note(const LintLine &line, const char *at, QString text) { add(line, at, std::move(text), true); }
    void note(const LintPlace &place, QString text) { add(place.line, place.at, std::move(text), true); }

    /// The report, its findings in the order of the text.
    LintReport take();

private:
    void add(const LintLine &line, const char *at, QString text, bool isNote);

    LintReport m_report = {};
};

/// Text between quotes for messages; cut when it is long.
QString lintQuoted(std::string_view text);
/// What stands at `at`: `the end of the line`, `a space`, `a tab`, or the quoted word that begins there.
QString lintFound(const LintLine &line, const char *at);

} // namespace hubwatch
