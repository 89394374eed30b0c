#include "checklist/results/results_junit.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <vector>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFailuresNamed = 10;

struct JunitSuite {
    std::int64_t declared = 0; ///< failures and errors, as it says itself
    std::int64_t counted = 0;  ///< of its own cases
    bool hasSuites = false;
};

std::int64_t junitCount(const QXmlStreamAttributes &attributes, QLatin1StringView name)
{
    constexpr std::int64_t most = 1'000'000'000;
    return std::clamp<std::int64_t>(attributes.value(name).toLongLong(), 0, most);
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
    TestResults m_tests = {};
    std::vector<JunitSuite> m_suites = {};
    int m_case = 0; ///< its depth; 0: outside of one
    QString m_name = {};
    bool m_failed = false;
    bool m_skipped = false;
    bool m_flaky = false;
};

QString JunitResults::begin(const QString &element, const QXmlStreamAttributes &attributes, int depth)
{
    if (m_case != 0) {
        // What stands in the output of a case is text to us.
        if (depth != m_case + 1)
            return {};
        m_failed = m_failed || element == u"failure" || element == u"error";
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
    if (!m_suites.empty())
        m_suites.back().hasSuites = true;
    m_suites.push_back({.declared = junitCount(attributes, "failures"_L1) + junitCount(attributes, "errors"_L1)});
    seeTime(attributes.value("timestamp"_L1).toString());
}

void JunitResults::beginCase(const QXmlStreamAttributes &attributes)
{
    const QStringView status = attributes.value("status"_L1);
    m_name
        = resultsText(QStringList{attributes.value("classname"_L1).toString(), attributes.value("name"_L1).toString()}
                          .filter(QRegularExpression(QStringLiteral(".")))
                          .join(u'.'));
    m_failed = false;
    m_flaky = false;
    m_skipped = status == u"notrun" || status == u"disabled" || status == u"skipped";
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
    ++m_tests.tests;
    if (m_failed) {
        ++m_tests.failed;
        if (!m_suites.empty())
            ++m_suites.back().counted;
        if (m_tests.failures.size() < mostFailuresNamed)
            m_tests.failures += m_name;
    } else if (m_skipped) {
        ++m_tests.skipped;
    } else if (m_flaky) {
        ++m_tests.flaky;
    }
}

/// A suite may fail as a whole, without a case that shows it: when its setup fails.
void JunitResults::endSuite()
{
    const JunitSuite suite = m_suites.back();
    m_suites.pop_back();
    const std::int64_t more = suite.declared - suite.counted;
    if (!suite.hasSuites && more > 0)
        m_tests.failed += more;
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
    ImportedResults results = m_results;
    results.tests = m_tests;
    return results;
}

} // namespace

std::unique_ptr<XmlResultsPart> junitResults()
{
    return std::make_unique<JunitResults>();
}

} // namespace hubwatch
