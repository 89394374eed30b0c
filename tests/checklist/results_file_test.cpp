// The sample files: junit-jest.xml as jest-junit writes it, junit-surefire.xml as Maven's surefire does (schema 3.0.2,
// with reruns), k6-summary-export.json as k6 --summary-export and k6-handle-summary.json as JSON.stringify(data) in its
// handleSummary(data), jmeter.csv and jmeter.xml as JMeter 5 saves them with sample_variables=portal. autocannon.json
// was written by autocannon 8.0.0 against a server that refuses some requests.
#include "checklist/results/results_file.h"

#include "base/time_text.h"
#include "support/printers.h"

#include <QFile>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

QByteArray resultsSample(const char *name)
{
    QFile file(QStringLiteral(HUBWATCH_TEST_DATA "/checklist/results/%1").arg(QString::fromLatin1(name)));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
    return file.readAll();
}

ImportedResults resultsIn(const QByteArray &bytes)
{
    const Result<ImportedResults> results = importedResults(bytes);
    EXPECT_TRUE(results) << results.error().detail.toStdString();
    return results.value_or(ImportedResults());
}

QString resultsFault(const QByteArray &bytes)
{
    const Result<ImportedResults> results = importedResults(bytes);
    EXPECT_FALSE(results);
    return results ? QStringLiteral("none") : results.error().detail;
}

const std::vector<std::int64_t> samplePortal{146'789'012};

TEST(ResultsFileTest, OfJestIsRead)
{
    const ImportedResults results = resultsIn(resultsSample("junit-jest.xml"));
    EXPECT_EQ(results.tool, QStringLiteral("JUnit"));
    EXPECT_EQ(results.tests, (TestResults{.tests = 5, .skipped = 1}));
    EXPECT_EQ(results.portals, samplePortal);
    EXPECT_EQ(utcText(results.at.value()), QStringLiteral("2026-11-25T01:12:54.000Z"));
    EXPECT_FALSE(results.namesZone);
}

TEST(ResultsFileTest, OfSurefireIsReadWithItsReruns)
{
    const ImportedResults results = resultsIn(resultsSample("junit-surefire.xml"));
    EXPECT_EQ(results.tests,
              (TestResults{.tests = 4,
                           .failed = 2,
                           .flaky = 1,
                           .failures = {QStringLiteral("com.example.sync.SandboxIT.mergesDuplicates"),
                                        QStringLiteral("com.example.sync.SandboxIT.deletesContacts")}}));
    EXPECT_EQ(results.portals, samplePortal);
    EXPECT_EQ(utcText(results.at.value()), QStringLiteral("2026-11-25T01:12:44.000Z"));
    EXPECT_TRUE(results.namesZone);
}

TEST(ResultsFileTest, OfJunitCountsWhatIsThere)
{
    struct Case {
        const char *xml;
        TestResults tests;
    };
    for (
        const Case &one : {
            Case{"<testsuites/>", {}},
            Case{"<testsuite name='a' tests='9' failures='0' errors='0'/>", {.unshown = 9}},
            // A suite whose setup failed shows it in no case.
            Case{"<testsuites><testsuite tests='1' failures='0' errors='1'><testcase "
                 "name='a'/></testsuite></testsuites>",
                 {.tests = 1, .failed = 1, .failedUnshown = 1}},
            Case{"<testsuites failures='3'/>", {.failed = 3, .failedUnshown = 3}},
            // Nor need it be the innermost one that says it.
            Case{"<testsuites failures='3'><testsuite><testcase name='a'/></testsuite></testsuites>",
                 {.tests = 1, .failed = 3, .failedUnshown = 3}},
            Case{"<testsuites><testsuite failures='2'><testsuite><testcase name='a'/></testsuite></testsuite>"
                 "</testsuites>",
                 {.tests = 1, .failed = 2, .failedUnshown = 2}},
            Case{"<testsuites tests='4' errors='2'><testsuite tests='4' errors='2'><testsuite errors='1'><testcase "
                 "name='a'/></testsuite></testsuite></testsuites>",
                 {.tests = 1, .failed = 2, .failedUnshown = 2, .unshown = 1}},
            Case{"<testsuites tests='4'><testsuite tests='4'><testcase name='a'/></testsuite></testsuites>",
                 {.tests = 1, .unshown = 3}},
            // mocha-junit-reporter counts pending tests in each suite, and says that they were in the outermost alone.
            Case{"<testsuites tests='3' failures='0' skipped='2'><testsuite tests='3' failures='0'><testcase "
                 "name='a'/></testsuite></testsuites>",
                 {.tests = 3, .skipped = 2}},
            // A case may do both, and its suite count both.
            Case{"<testsuite tests='1' failures='1' errors='1'><testcase name='a'><failure/><error/></testcase>"
                 "</testsuite>",
                 {.tests = 1, .failed = 1, .failures = {QStringLiteral("a")}}},
            Case{"<testsuite tests='2'><testcase name='a' status='FAILED'/><testcase name='b' result='error'/>"
                 "</testsuite>",
                 {.tests = 2, .failed = 2, .failures = {QStringLiteral("a"), QStringLiteral("b")}}},
            Case{"<testsuite tests='1' disabled='1'><testcase name='a' status='run' result='completed'/></testsuite>",
                 {.tests = 1}},
            // What surrounds others counts nothing twice.
            Case{
                "<testsuites failures='1'><testsuite failures='1'><testsuite failures='1'><testcase name='a'><failure/>"
                "</testcase></testsuite></testsuite></testsuites>",
                {.tests = 1, .failed = 1, .failures = {QStringLiteral("a")}}},
            Case{"<testsuite><testcase name='a' status='notrun'/><testcase name='b' status='run'/></testsuite>",
                 {.tests = 2, .skipped = 1}},
            Case{
                "<testsuite><testcase name='a'><system-out/><properties><failure/></properties></testcase></testsuite>",
                {.tests = 1}},
            Case{"<testsuite><testcase name='a'><skipped/><error/></testcase></testsuite>",
                 {.tests = 1, .failed = 1, .failures = {QStringLiteral("a")}}},
        })
        EXPECT_EQ(resultsIn(one.xml).tests, one.tests) << one.xml;
}

TEST(ResultsFileTest, OfK6IsReadInBothForms)
{
    const ImportedResults exported = resultsIn(resultsSample("k6-summary-export.json"));
    EXPECT_EQ(exported.tool, QStringLiteral("k6"));
    EXPECT_EQ(exported.load, (LoadResults{.requests = 50'000, .failed = 10, .p95 = Duration(265), .checksFailed = 10}));
    EXPECT_EQ(exported.at, std::nullopt);
    EXPECT_TRUE(exported.portals.empty());

    const ImportedResults handled = resultsIn(resultsSample("k6-handle-summary.json"));
    EXPECT_EQ(handled.load,
              (LoadResults{.requests = 12'000,
                           .p99 = Duration(1204),
                           .thresholdsFailed = {QStringLiteral("http_req_duration p(99)<1000")}}));
    EXPECT_EQ(handled.portals, samplePortal);

    QByteArray crossed = resultsSample("k6-summary-export.json");
    crossed.replace("\"p(95)<500\": false", "\"p(95)<500\": true");
    EXPECT_EQ(resultsIn(crossed).load->thresholdsFailed, QStringList{QStringLiteral("http_req_duration p(95)<500")});
    QByteArray tagged = resultsSample("k6-summary-export.json");
    tagged.replace("expected_response:true", "portal:4242");
    EXPECT_EQ(resultsIn(tagged).portals, std::vector<std::int64_t>{4242});
}

TEST(ResultsFileTest, OfAutocannonIsRead)
{
    const ImportedResults results = resultsIn(resultsSample("autocannon.json"));
    EXPECT_EQ(results.tool, QStringLiteral("autocannon"));
    EXPECT_EQ(results.load, (LoadResults{.requests = 2500, .failed = 16, .throttled = 12, .p99 = Duration(25)}));
    EXPECT_EQ(utcText(results.at.value()), QStringLiteral("2026-11-26T08:17:25.035Z"));
}

TEST(ResultsFileTest, OfJmeterIsReadAsCsvAndAsXml)
{
    const ImportedResults csv = resultsIn(resultsSample("jmeter.csv"));
    EXPECT_EQ(csv.tool, QStringLiteral("JMeter"));
    EXPECT_EQ(csv.load, (LoadResults{.requests = 4, .failed = 1, .throttled = 1, .p99 = Duration(431)}));
    EXPECT_EQ(csv.portals, samplePortal);
    EXPECT_EQ(csv.at, TimePoint(Duration(1'795'572'000'727)));
    const ImportedResults xml = resultsIn(resultsSample("jmeter.xml"));
    EXPECT_EQ(xml.tool, QStringLiteral("JMeter"));
    EXPECT_EQ(xml.load, (LoadResults{.requests = 2, .failed = 1, .throttled = 1, .p99 = Duration(431)}));
}

// An assertion that takes any answer for good makes no good load.
TEST(ResultsFileTest, OfJmeterTakesErrorsForFailuresWhateverTheScriptSays)
{
    const ImportedResults csv = resultsIn("timeStamp,elapsed,responseCode,success\n1795572000000,5,500,true\n"
                                          "1795572000000,5,429,true\n1795572000000,5,404,false\n"
                                          "1795572000000,5,302,true\n1795572000000,5,,true\n");
    EXPECT_EQ(csv.load, (LoadResults{.requests = 5, .failed = 3, .throttled = 1, .p99 = Duration(5)}));
    EXPECT_EQ(csv.notes,
              QStringList{QStringLiteral("2 samples with a status of 400 or more count as failed, although JMeter "
                                         "calls them a success.")});
    const ImportedResults xml = resultsIn("<testResults><httpSample ts='1' t='5' rc='503' s='true'/>"
                                          "<httpSample ts='1' t='5' rc='200' s='true'/></testResults>");
    EXPECT_EQ(xml.load, (LoadResults{.requests = 2, .failed = 1, .throttled = 0, .p99 = Duration(5)}));
    EXPECT_EQ(xml.notes.size(), 1);
    EXPECT_TRUE(resultsIn(resultsSample("jmeter.csv")).notes.isEmpty());
}

TEST(ResultsFileTest, IsReadAlikeInSlicesOfAnySize)
{
    for (const char *name : {"junit-jest.xml", "junit-surefire.xml", "k6-summary-export.json", "autocannon.json",
                             "jmeter.csv", "jmeter.xml"}) {
        const QByteArray bytes = resultsSample(name);
        for (const qsizetype size : {1, 7, 64}) {
            auto reader = resultsReaderFor(bytes);
            ASSERT_TRUE(reader);
            for (qsizetype at = 0; at < bytes.size(); at += size) {
                const auto taken = (*reader)->take(bytes.mid(at, size));
                ASSERT_TRUE(taken) << name << ' ' << size << ' ' << taken.error().detail.toStdString();
            }
            EXPECT_EQ((*reader)->finish(), importedResults(bytes)) << name << ' ' << size;
        }
    }
}

TEST(ResultsFileTest, CutOffAnywhereIsNoResult)
{
    for (const char *name : {"junit-jest.xml", "junit-surefire.xml", "k6-summary-export.json", "k6-handle-summary.json",
                             "autocannon.json", "jmeter.xml"}) {
        const QByteArray bytes = resultsSample(name).trimmed();
        for (qsizetype size = 0; size < bytes.size(); size += 37) {
            const Result<ImportedResults> results = importedResults(bytes.left(size));
            ASSERT_FALSE(results) << name << ' ' << size;
            EXPECT_FALSE(results.error().detail.isEmpty());
        }
    }
    EXPECT_EQ(resultsFault(resultsSample("junit-jest.xml").left(900)),
              QStringLiteral("line 15: the file ends within the document: it was cut off"));
    EXPECT_EQ(resultsFault(resultsSample("jmeter.csv").chopped(40)),
              QStringLiteral("line 8: 14 cells instead of 18; was the file cut off?"));
}

TEST(ResultsFileTest, OfNoneOfTheKindsIsRefusedWithThePlace)
{
    struct Case {
        QByteArray bytes;
        const char *says;
    };
    const QByteArray header = "timeStamp,elapsed,responseCode,success\n";
    QByteArray deep = "<testsuite>";
    for (int level = 0; level < 100; ++level)
        deep += "<testsuite>";
    for (const Case &one : {
             Case{"", "line 1: the file is empty"},
             Case{" \n\n", "line 1: the file is empty"},
             Case{QByteArray("\0\x01\x02PNG", 6), "line 1: neither"},
             Case{"<!DOCTYPE html><html><body>Log in</body></html>", "line 1: a document type is not taken"},
             Case{"<html><body>Log in</body></html>", "line 1: <html> begins neither"},
             Case{"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]>\n<testsuite "
                  "name='&c;'/>",
                  "line 2: a document type is not taken"},
             Case{"<testsuite>\n<testcase name='&unknown;'/></testsuite>", "line 2: "},
             Case{"<testsuite>\n<testcase></testsuite>", "line 2: "},
             Case{"<testsuite/><testsuite/>", "line 1: "},
             Case{deep, "elements within elements, 65 deep"},
             Case{"<testsuite><properties><property name='portal' value='sandbox'/></properties></testsuite>",
                  "line 1: the property portal is \"sandbox\", which is no portal's number"},
             Case{"{}", "line 1: neither a summary of k6"},
             Case{"{\"metrics\":{}}", "metrics.http_reqs.count: missing"},
             Case{"{\"metrics\":{\"http_reqs\":{\"count\":5}}}", "metrics.http_req_failed: missing"},
             Case{"{\"metrics\":{\"http_reqs\":{\"count\":-5},\"http_req_failed\":{\"value\":0}}}",
                  "metrics.http_reqs.count"},
             Case{"{\"type\":\"Metric\",\"data\":{}}\n{\"type\":\"Point\",\"data\":{}}", "k6's single points"},
             Case{"{\"latency\":{},\"requests\":{}}", "requests.total: missing"},
             Case{"{\"latency\":{},\"requests\":{\"total\":5},\"errors\":0}", "non2xx: missing"},
             Case{"{\n\"metrics\": oops}", "line 2, byte 14"},
             Case{"timeStamp,elapsed,label\n1,2,a\n", "line 1: no column success"},
             Case{header + "2026/11/25 10:00:00,12,200,true\n", "line 2: timeStamp: expected milliseconds"},
             Case{header + "1795572000000,12,200,true\n1795572000000,-1,200,true\n", "line 3: elapsed"},
             Case{header + "1795572000000,12,200,maybe\n", "line 2: success: expected true or false"},
             Case{header + "1795572000000,12,\"200,true\n", "line 2"},
             Case{"<testResults><httpSample t='x' ts='1' s='true'/></testResults>", "line 1: t: expected milliseconds"},
             Case{"a,b,c\n1,2,3\n", "line 1: neither"},
         })
        EXPECT_TRUE(resultsFault(one.bytes).contains(QLatin1StringView(one.says)))
            << resultsFault(one.bytes).toStdString() << " instead of " << one.says;
    EXPECT_TRUE(
        resultsFault("{\"a\":\"" + QByteArray(3'000'000, 'x')).contains(QStringLiteral("too long for a summary")));
}

TEST(ResultsFileTest, OfJmeterMayHaveAMillionLines)
{
    QByteArray rows;
    for (int row = 0; row < 1000; ++row)
        rows += QByteArray::number(1'795'572'000'000 + row) + ',' + QByteArray::number(row) + ",200,true\n";
    const QByteArray head = "\xef\xbb\xbftimeStamp,elapsed,responseCode,success\n";
    auto reader = resultsReaderFor(head);
    ASSERT_TRUE(reader && (*reader)->take(head));
    for (int thousand = 0; thousand < 1000; ++thousand)
        ASSERT_TRUE((*reader)->take(rows));
    const auto results = (*reader)->finish();
    ASSERT_TRUE(results) << results.error().detail.toStdString();
    EXPECT_EQ(results->load, (LoadResults{.requests = 1'000'000, .throttled = 0, .p99 = Duration(989)}));
}

} // namespace
