// Matcher: which alerts are meant, as Alertmanager's matchers and a filter line say it.
#pragma once

#include "alerts/alert_labels.h"
#include "base/result.h"

#include <QRegularExpression>
#include <span>
#include <vector>

namespace hubwatch {

/// One condition on one label; an absent label is empty, as in Alertmanager. Regular expressions match the whole value.
struct Matcher {
    enum class Op { Equal, NotEqual, Matches, NotMatches };

    QString label = {};
    Op op = Op::Equal;
    QString value = {};

    bool operator==(const Matcher &) const = default;
};

/// Reads `service="contacts-sync", rule=~"api[.].*"`; quotes may be left out where the value is one word, and a comma
/// or a space parts two. Errors name the column, counted from 1, and what would be valid; so does a regular expression
/// that does not compile.
Result<std::vector<Matcher>> parseMatchers(const QString &text);
/// As parseMatchers() reads it.
QString matchersText(std::span<const Matcher> matchers);
/// Of one: `service="contacts-sync"`.
QString matcherText(const Matcher &matcher);

/// Matchers made ready once, for many alerts: 5,000 alerts are matched in a few milliseconds.
class MatcherSet
{
public:
    explicit MatcherSet(std::vector<Matcher> matchers = {});

    /// All of them hold. An empty set matches everything; a matcher whose expression does not compile, nothing.
    bool matches(const AlertLabels &labels) const;
    const std::vector<Matcher> &matchers() const { return m_matchers; }
    /// Every alert there can be: no matchers, or only such that hold for an absent label and any value.
    bool matchesEverything() const;

private:
    std::vector<Matcher> m_matchers;
    std::vector<QRegularExpression> m_expressions; ///< one a matcher; empty pattern where none is needed
};

} // namespace hubwatch
