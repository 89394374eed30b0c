// Cases of lint: a text and every finding in it.
#pragma once

#include "metrics/lint.h"

#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

namespace hubwatch::testing {

struct LintCase {
    const char *name;
    std::string text;
    std::vector<std::string> findings = {}; ///< `2:7 words`: the place, and words of the message; "note" for notes
};

inline void PrintTo(const LintCase &lintCase, std::ostream *out)
{
    *out << lintCase.text;
}

/// The findings as text, for messages and exact comparisons.
inline std::vector<std::string> findingsOf(const LintReport &report)
{
    std::vector<std::string> texts;
    for (const LintFinding &finding : report.findings)
        texts.push_back(std::to_string(finding.line) + ':' + std::to_string(finding.column)
                        + (finding.isNote ? " note: " : " ") + finding.text.toStdString());
    return texts;
}

/// Every finding is expected, in this order, and no other.
inline void expectFindings(const LintCase &lintCase, TextFormat format)
{
    const std::vector<std::string> found = findingsOf(lint(lintCase.text, format));
    std::string all;
    for (const std::string &finding : found)
        all += finding + '\n';
    ASSERT_EQ(found.size(), lintCase.findings.size()) << lintCase.text << "\nfound:\n" << all;
    for (size_t i = 0; i < found.size(); ++i) {
        const std::string &expected = lintCase.findings[i];
        const size_t space = expected.find(' ');
        EXPECT_EQ(found[i].substr(0, found[i].find(' ')), expected.substr(0, space)) << found[i];
        EXPECT_NE(found[i].find(expected.substr(space + 1)), std::string::npos) << found[i];
    }
}

} // namespace hubwatch::testing
