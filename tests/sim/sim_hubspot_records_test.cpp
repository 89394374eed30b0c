#include "sim/sim_hubspot_records.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint recordsStart{1'763'884'800s};

TEST(SimRecords, ForgetWhatIsArchived)
{
    SimRecords records(QStringLiteral("contacts"));
    records.fill(3, recordsStart);
    SimRecord *record = records.find(QStringLiteral("person101@example.test"), QStringLiteral("email"));
    ASSERT_TRUE(record);
    record->archived = true;
    EXPECT_FALSE(records.find(101));
    EXPECT_FALSE(records.refusal({{QStringLiteral("email"), QStringLiteral("person101@example.test")}}, nullptr));
}

TEST(SimRecords, MayKeepTheirOwnEmail)
{
    SimRecords records(QStringLiteral("contacts"));
    records.fill(2, recordsStart);
    const QJsonObject own{{QStringLiteral("email"), QStringLiteral("person101@example.test")}};
    EXPECT_FALSE(records.refusal(own, records.find(101)));
    EXPECT_EQ(records.refusal(own, records.find(102)).value().status, 409);
}

TEST(SimRecords, AreFoundByWhatTheyHoldNow)
{
    SimRecords records(QStringLiteral("contacts"));
    records.fill(2, recordsStart);
    const QString key = QStringLiteral("external_id");
    records.update(*records.find(101), {{key, QStringLiteral("A-1")}}, recordsStart);
    EXPECT_EQ(records.find(QStringLiteral("A-1"), key), records.find(101));
    EXPECT_FALSE(records.find(QStringLiteral("a-1"), key)) << "only e-mail is without case";
    EXPECT_EQ(records.refusal({{key, QStringLiteral("a-1")}}, nullptr).value().status, 409);
    records.update(*records.find(101), {{key, QStringLiteral("A-2")}}, recordsStart);
    EXPECT_FALSE(records.find(QStringLiteral("A-1"), key));
    records.update(*records.find(102), {{key, QStringLiteral("A-1")}}, recordsStart);
    EXPECT_EQ(records.find(QStringLiteral("A-1"), key), records.find(102));
    records.update(*records.find(102), {{key, QJsonValue::Null}}, recordsStart);
    EXPECT_FALSE(records.find(QStringLiteral("A-1"), key));
    EXPECT_FALSE(records.find(QString(), key));
}

TEST(SimRecords, HandAnArchivedOnesValueOn)
{
    SimRecords records(QStringLiteral("contacts"));
    records.fill(1, recordsStart);
    records.archive(*records.find(101), recordsStart + 1min);
    const QJsonObject same{{QStringLiteral("email"), QStringLiteral("person101@example.test")}};
    EXPECT_FALSE(records.refusal(same, nullptr));
    EXPECT_EQ(records.create(same, recordsStart).id, 102);
    EXPECT_EQ(records.refusal(same, nullptr).value().status, 409);
    ASSERT_TRUE(records.findArchived(101));
    EXPECT_EQ(records.findArchived(101)->archivedAt, recordsStart + 1min);
    EXPECT_FALSE(records.findArchived(102));
}

TEST(SimRecords, ShowWhatIsAskedAndNothingThatDoesNotExist)
{
    SimRecords records(QStringLiteral("contacts"));
    records.fill(1, recordsStart);
    const QJsonObject shown
        = recordJson(*records.find(101), records.type(),
                     {QStringLiteral("city"), QStringLiteral("colour")})[QStringLiteral("properties")]
              .toObject();
    EXPECT_TRUE(shown[QStringLiteral("city")].isNull());
    EXPECT_TRUE(shown.contains(QStringLiteral("city")));
    EXPECT_FALSE(shown.contains(QStringLiteral("colour")));
    EXPECT_FALSE(shown.contains(QStringLiteral("email")));
    EXPECT_EQ(shown[QStringLiteral("hs_object_id")].toString(), QStringLiteral("101"));
}

} // namespace
} // namespace hubwatch
