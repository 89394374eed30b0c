#include "checklist/results/results_junit.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <vector>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFailuresNamed = 10;

struct JunitCounts {
    std::int64_t tests = 0;
    std::int64_t faults = 0; ///< failures and errors
    std::int64_t skipped = 0;
};

/// A suite's own counts, and what its cases and suites come to. Who declares at every level counts the same ones again,
/// who declares at one alone may know more than the cases show: the larger number is what is known.
struct JunitSuite {
    JunitCounts declared = {};
    JunitCounts seen = {};
};

std::int64_t junitCount(const QXmlStreamAttributes &attributes, QLatin1StringView name)
{
    constexpr std::int64_t most = 1'000'000'000;
    return std::clamp<std::int64_t>(attributes.value(name).toLongLong(), 0, most);
}

JunitCounts declaredCounts(const QXmlStreamAttributes &attributes)
{
    return {.tests = junitCount(attributes, "tests"_L1),
            .faults = junitCount(attributes, "failures"_L1) + junitCount(attributes, "errors"_L1),
            .skipped = junitCount(attributes, "skipped"_L1) + junitCount(attributes, "disabled"_L1)};
}

/// Some write a case's end as an attribute, and no element for it.
bool saysOneOf(const QXmlStreamAttributes &attributes, std::initializer_list<QLatin1StringView> words)
{
    return std::ranges::any_of(words, [&attributes](QLatin1StringView word) {
        return attributes.value("status"_L1).compare(word, Qt::CaseInsensitive) == 0
            || attributes.value("result"_L1).compare(word, Qt::CaseInsensitive) == 0;
    });
}

void addCounts(JunitCounts &sum, const JunitCounts &more)
{
    sum.tests += more.tests;
    sum.faults += more.faults;
    sum.skipped += more.skipped;
}

class JunitResults : public XmlResultsPart
{
public:
    QString begin(const QString &element, const QXmlStreamAttributes &attributes, int depth) override;
    void end(const QString &element, int depth) override;
    ImportedResults results() const override;

private:
    void beginSuite(const QXmlStreamAttributes &attributes);
    void beginCase(const QXmlStreamAttributes &attributes);
    void endSuite();
    void endCase();
    void seeTime(const QString &text);

    ImportedResults m_results = {.tool = QStringLiteral("JUnit")};
    TestResults m_tests = {}; ///< of the cases
    JunitCounts m_shown = {}; ///< by the cases
    JunitCounts m_known = {}; ///< by the counts of the suites, too
    std::vector<JunitSuite> m_suites = {};
    int m_case = 0; ///< its depth; 0: outside of one
    QString m_name = {};
    bool m_failed = false;
    std::int64_t m_faults = 0; ///< its elements: a suite may count each
    bool m_skipped = false;
    bool m_flaky = false;
};

QString JunitResults::begin(const QString &element, const QXmlStreamAttributes &attributes, int depth)
{
    if (m_case != 0) {
        // What stands in the output of a case is text to us.
        if (depth != m_case + 1)
            return {};
        m_faults += element == u"failure" || element == u"error";
        m_skipped = m_skipped || element == u"skipped" || element == u"disabled";
        m_flaky = m_flaky || element == u"flakyFailure" || element == u"flakyError" || element == u"rerunFailure"
            || element == u"rerunError";
    } else if (element == u"testsuite" || element == u"testsuites") {
        beginSuite(attributes);
    } else if (element == u"testcase") {
        m_case = depth;
        beginCase(attributes);
    } else if (element == u"property" && namesPortal(attributes.value("name"_L1).toString())) {
        const QString value = attributes.value("value"_L1).toString();
        if (!portalNumber(value))
            return QStringLiteral("the property %1 is \"%2\", which is no portal's number")
                .arg(resultsText(attributes.value("name"_L1).toString()), resultsText(value));
        addPortal(m_results, value);
    }
    return {};
}

void JunitResults::beginSuite(const QXmlStreamAttributes &attributes)
{
    m_suites.push_back({.declared = declaredCounts(attributes)});
    seeTime(attributes.value("timestamp"_L1).toString());
}

void JunitResults::beginCase(const QXmlStreamAttributes &attributes)
{
    m_name
        = resultsText(QStringList{attributes.value("classname"_L1).toString(), attributes.value("name"_L1).toString()}
                          .filter(QRegularExpression(QStringLiteral(".")))
                          .join(u'.'));
    m_failed = saysOneOf(attributes, {"failed"_L1, "failure"_L1, "fail"_L1, "error"_L1, "errored"_L1, "broken"_L1});
    m_faults = 0;
    m_flaky = false;
    m_skipped = saysOneOf(attributes, {"notrun"_L1, "disabled"_L1, "skipped"_L1});
}

void JunitResults::end(const QString &element, int depth)
{
    if (m_case != 0 && depth == m_case)
        endCase();
    else if (m_case == 0 && (element == u"testsuite" || element == u"testsuites"))
        endSuite();
}

void JunitResults::endCase()
{
    m_case = 0;
    m_failed = m_failed || m_faults > 0;
    JunitCounts seen{.tests = 1};
    if (m_failed) {
        seen.faults = std::max<std::int64_t>(1, m_faults);
        ++m_tests.failed;
        if (m_tests.failures.size() < mostFailuresNamed)
            m_tests.failures += m_name;
    } else if (m_skipped) {
        seen.skipped = 1;
    } else if (m_flaky) {
        ++m_tests.flaky;
    }
    addCounts(m_shown, seen);
    addCounts(m_suites.back().seen, seen);
}

void JunitResults::endSuite()
{
    const JunitSuite suite = m_suites.back();
    m_suites.pop_back();
    const JunitCounts known{.tests = std::max(suite.declared.tests, suite.seen.tests),
                            .faults = std::max(suite.declared.faults, suite.seen.faults),
                            .skipped = std::max(suite.declared.skipped, suite.seen.skipped)};
    addCounts(m_suites.empty() ? m_known : m_suites.back().seen, known);
}

void JunitResults::seeTime(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return;
    const bool namesZone = time.timeSpec() != Qt::LocalTime;
    QDateTime utc = time;
    if (!namesZone)
        utc.setTimeSpec(Qt::UTC);
    const TimePoint at(Duration(utc.toMSecsSinceEpoch()));
    if (m_results.at && at <= *m_results.at)
        return;
    m_results.at = at;
    m_results.namesZone = namesZone;
}

ImportedResults JunitResults::results() const
{
    // A suite may fail as a whole, without a case that shows it: when its setup fails. Skipped ones are left out by
    // some.
    TestResults tests = m_tests;
    tests.failedUnshown = m_known.faults - m_shown.faults;
    tests.failed += tests.failedUnshown;
    const std::int64_t others = std::max<std::int64_t>(0, m_known.tests - m_shown.tests - tests.failedUnshown);
    const std::int64_t skippedUnshown = std::min(others, m_known.skipped - m_shown.skipped);
    tests.unshown = others - skippedUnshown;
    tests.tests = m_shown.tests + skippedUnshown;
    tests.skipped = m_shown.skipped + skippedUnshown;
    ImportedResults results = m_results;
    results.tests = tests;
    return results;
}

} // namespace

std::unique_ptr<XmlResultsPart> junitResults()
{
    return std::make_unique<JunitResults>();
}

} // namespace hubwatch
