#include "checklist/item.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using OptionTexts = std::map<const char *, const char *>;

std::string complaintOf(const char *probe, const OptionTexts &texts)
{
    std::map<QString, QString> options;
    for (const auto &[name, value] : texts)
        options[QString::fromLatin1(name)] = QString::fromLatin1(value);
    return optionComplaint(QString::fromLatin1(probe), options).toStdString();
}

TEST(ProbeNamesTest, AreThoseThatItemsMayUse)
{
    const std::vector<QString> names = probeNames();
    EXPECT_EQ(QStringList(names.begin(), names.end()).join(u' '),
              QStringLiteral("http file command metric hand results"));
}

struct GoodOptions {
    const char *name;
    const char *probe;
    OptionTexts options;
};

class GoodOptionsTest : public ::testing::TestWithParam<GoodOptions>
{ };

TEST_P(GoodOptionsTest, RaiseNoComplaint)
{
    EXPECT_EQ(complaintOf(GetParam().probe, GetParam().options), "");
}

INSTANTIATE_TEST_SUITE_P(
    Items, GoodOptionsTest,
    ::testing::Values(GoodOptions{"HttpPath", "http", {{"path", "/version"}}},
                      GoodOptions{"HttpAll",
                                  "http",
                                  {{"path", "/admin"},
                                   {"method", "POST"},
                                   {"status", "401 or 403"},
                                   {"contains", "no"},
                                   {"header", "X-Frame-Options: DENY"}}},
                      GoodOptions{"HttpUrl", "http", {{"url", "https://status.example.test/"}, {"status", "2xx, 304"}}},
                      GoodOptions{"File", "file", {{"path", "Dockerfile"}, {"contains", "^USER (?!root)"}}},
                      GoodOptions{"NoFile", "file", {{"path", ".env"}, {"exists", "false"}}},
                      GoodOptions{"Command", "command", {{"run", "npm audit"}}},
                      GoodOptions{
                          "Metric", "metric", {{"name", "calls_total"}, {"below", "5"}, {"labels", "status=429"}}},
                      GoodOptions{"Hand", "hand", {}}, GoodOptions{"Results", "results", {{"at_most_failed", "0"}}},
                      GoodOptions{"ResultsAlone", "results", {}}),
    [](const auto &test) { return test.param.name; });

struct BadOptions {
    const char *name;
    const char *probe;
    OptionTexts options;
    const char *complaint;
};

class BadOptionsTest : public ::testing::TestWithParam<BadOptions>
{ };

TEST_P(BadOptionsTest, AreNamedWithWhatWouldBeValid)
{
    const std::string complaint = complaintOf(GetParam().probe, GetParam().options);
    EXPECT_NE(complaint.find(GetParam().complaint), std::string::npos) << complaint;
}

INSTANTIATE_TEST_SUITE_P(
    Items, BadOptionsTest,
    ::testing::Values(
        BadOptions{"Probe", "htp", {}, "unknown probe \"htp\"; expected http, file"},
        BadOptions{
            "Option", "http", {{"path", "/"}, {"stauts", "200"}}, "unknown option \"stauts\" of http; expected path"},
        BadOptions{"OptionOfHand", "hand", {{"by", "me"}}, "unknown option \"by\": hand takes none"},
        BadOptions{"HttpWithoutPlace", "http", {}, "expected path"},
        BadOptions{"HttpWithBoth", "http", {{"path", "/"}, {"url", "https://a.test"}}, "one of them"},
        BadOptions{"HttpPath", "http", {{"path", "version"}}, "path: expected a path such as \"/version\""},
        BadOptions{"HttpForeignPath", "http", {{"path", "//evil.test/"}}, "path: expected a path"},
        BadOptions{"HttpUrl", "http", {{"url", "ftp://a.test"}}, "url: expected one that begins with"},
        BadOptions{"HttpMethod", "http", {{"path", "/"}, {"method", "get"}}, "method: expected GET, HEAD"},
        BadOptions{"HttpPostAnywhere",
                   "http",
                   {{"url", "https://a.test"}, {"method", "POST"}},
                   "POST goes to the test instance alone"},
        BadOptions{"HttpStatus", "http", {{"path", "/"}, {"status", "20"}}, "status: expected one such as"},
        BadOptions{"HttpStatusWords", "http", {{"path", "/"}, {"status", "200 or"}}, "status: expected one such as"},
        BadOptions{"HttpHeader", "http", {{"path", "/"}, {"header", ": x"}}, "header: expected a name"},
        BadOptions{"FileWithoutPath", "file", {{"exists", "true"}}, "path: is missing"},
        BadOptions{"FileOutside", "file", {{"path", "../secrets"}}, "within the repository"},
        BadOptions{"FileAbsolute", "file", {{"path", "/etc/passwd"}}, "within the repository"},
        BadOptions{"FileExists", "file", {{"path", "a"}, {"exists", "yes"}}, "exists: expected \"true\" or \"false\""},
        BadOptions{"FileRegex", "file", {{"path", "a"}, {"lacks", "a(b"}}, "lacks: not a regular expression"},
        BadOptions{
            "FileAbsentAndFull", "file", {{"path", "a"}, {"exists", "false"}, {"contains", "b"}}, "exists: what"},
        BadOptions{"Command", "command", {{"run", "  "}}, "run: is missing"},
        BadOptions{"MetricName", "metric", {{"name", "a b"}, {"above", "1"}}, "name: expected a metric's name"},
        BadOptions{"MetricLimit", "metric", {{"name", "a"}}, "expected above or below"},
        BadOptions{"MetricNumber", "metric", {{"name", "a"}, {"above", "many"}}, "above: expected a number"},
        BadOptions{"MetricNaN", "metric", {{"name", "a"}, {"below", "NaN"}}, "below: expected a number"},
        BadOptions{
            "MetricLabels", "metric", {{"name", "a"}, {"above", "1"}, {"labels", "429"}}, "labels: expected such as"},
        BadOptions{"Results", "results", {{"least_tests", "-1"}}, "least_tests: expected a whole number"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
