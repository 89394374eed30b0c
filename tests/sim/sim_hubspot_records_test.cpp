#include "sim/sim_hubspot_records.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint recordsStart{1'763'884'800s};

TEST(SimRecords, KnowTypesByNameAndId)
{
    EXPECT_EQ(simType(QStringLiteral("0-1")), QStringLiteral("contacts"));
    EXPECT_EQ(simType(QStringLiteral("line_items")), QStringLiteral("line_items"));
    EXPECT_EQ(simType(QStringLiteral("2-77")), QString());
    EXPECT_EQ(simScope(QStringLiteral("deals"), true), QStringLiteral("crm.objects.deals.write"));
    EXPECT_EQ(simScope(QStringLiteral("tickets"), true), QStringLiteral("tickets"));
}

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
