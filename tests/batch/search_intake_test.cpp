// A search becomes a file of rows, however many records it finds.
#include "batch/search_intake.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Found = SearchIntake::Found;

constexpr std::int64_t searchedRecords = 25'000;

/// HubSpot with `count` records of ids 1, 2 ...: 200 behind the id that the request names.
QByteArray searchedPage(const HttpRequest &request, std::int64_t count)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonArray filters = body.value(u"filterGroups")[0][u"filters"].toArray();
    const std::int64_t after = filters.last()[u"value"].toString().toLongLong();
    QJsonArray results;
    for (std::int64_t id = after + 1; id <= std::min(count, after + 200); ++id)
        results.append(QJsonObject{
            {"id"_L1, QString::number(id)},
            {"properties"_L1, QJsonObject{{"city"_L1, id == 2 ? "a,\"b\""_L1 : "=x"_L1}, {"n"_L1, QJsonValue()}}}});
    return QJsonDocument(QJsonObject{{"total"_L1, qint64(count - after)}, {"results"_L1, results}}).toJson();
}

class SearchIntakeTest : public ::testing::Test
{
protected:
    std::unique_ptr<SearchIntake> intake(const SearchQuery &query
                                         = {.groups = {{{.property = u"city"_s, .value = u"x"_s}}}},
                                         const QStringList &properties = {u"city"_s, u"n"_s})
    {
        auto made = std::make_unique<SearchIntake>(http, QUrl(u"https://api.hubapi.com"_s), u"contacts"_s, query,
                                                   properties, path);
        made->start(&context, [this](auto answer) { answers.push_back(std::move(answer)); });
        return made;
    }
    /// Answers until nothing waits.
    void serve(std::int64_t count)
    {
        for (size_t at = 0; at < http.requests.size() && http.isWaiting(at); ++at)
            http.answerTo(at, testing::okResponse(searchedPage(http.requests[at], count)));
    }
    QByteArray written() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"search.csv"_s);
    testing::FakeHttp http;
    QObject context;
    std::vector<Result<Found>> answers = {};
};

TEST_F(SearchIntakeTest, GoesOnPastTenThousand)
{
    const auto search = intake();
    EXPECT_TRUE(answers.empty());
    serve(searchedRecords);
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0], (Found{.rows = searchedRecords, .total = searchedRecords}));
    EXPECT_EQ(http.requests.size(), size_t(searchedRecords / 200));
    EXPECT_TRUE(http.requests[0].batch);
    const QByteArray csv = written();
    EXPECT_EQ(csv.count('\n'), searchedRecords + 1);
    EXPECT_TRUE(csv.startsWith("hs_object_id,city,n\r\n1,=x,\r\n2,\"a,\"\"b\"\"\",\r\n")) << csv.left(60).toStdString();
    EXPECT_TRUE(csv.endsWith("\r\n25000,=x,\r\n"));
    EXPECT_EQ(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

TEST_F(SearchIntakeTest, FindsNothingInOneRequest)
{
    const auto search = intake();
    serve(0);
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0], Found());
    EXPECT_EQ(written(), QByteArray("hs_object_id,city,n\r\n"));
}

TEST_F(SearchIntakeTest, LeavesNoFileBehindAnError)
{
    const auto search = intake();
    http.answer(testing::okResponse(searchedPage(http.requests[0], 500)));
    EXPECT_EQ(search->found(), (Found{.rows = 200, .total = 500}));
    http.answer(testing::unreachable(Error::Reach::Timeout));
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].error().reach, Error::Reach::Timeout);
    EXPECT_FALSE(QFile::exists(path));
}

TEST_F(SearchIntakeTest, DoesNotTurnInCircles)
{
    const auto search = intake();
    const QByteArray same = searchedPage(http.requests[0], 500);
    http.answer(testing::okResponse(same));
    http.answer(testing::okResponse(same));
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].error().kind, Error::Kind::Malformed);
    EXPECT_FALSE(QFile::exists(path));
}

TEST_F(SearchIntakeTest, TakesItsFileWithItWhenItIsDropped)
{
    auto search = intake();
    http.answer(testing::okResponse(searchedPage(http.requests[0], 500)));
    search.reset();
    EXPECT_TRUE(answers.empty());
    EXPECT_FALSE(QFile::exists(path));
    EXPECT_EQ(http.waiting(), 0u);
}

TEST_F(SearchIntakeTest, RefusesWhatHubSpotWouldRefuse)
{
    QStringList many;
    for (int i = 0; i < 300; ++i)
        many << u"property%1"_s.arg(i);
    const auto tooLong = intake({.groups = {{{.property = u"city"_s, .value = u"x"_s}}}}, many);
    const auto everything = intake({});
    EXPECT_TRUE(answers.empty());
    ASSERT_TRUE(QTest::qWaitFor([this] { return answers.size() == 2; }));
    for (const auto &answer : answers)
        EXPECT_EQ(answer.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(SearchIntakeTest, SaysThatAFileCannotBeWritten)
{
    path = folder.filePath(u"missing/search.csv"_s);
    const auto search = intake();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !answers.empty(); }));
    EXPECT_EQ(answers[0].error().kind, Error::Kind::Storage);
}

} // namespace
} // namespace hubwatch
