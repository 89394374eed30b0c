#include "batch/mapping.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

PropertyDefinition mappedProperty(const char *name, const char *label)
{
    return {.name = QString::fromUtf8(name), .label = QString::fromUtf8(label)};
}

std::vector<PropertyDefinition> mappingDefinitions()
{
    std::vector<PropertyDefinition> definitions{
        mappedProperty("email", "Email"),        mappedProperty("firstname", "First Name"),
        mappedProperty("lastname", "姓"),        mappedProperty("lifecyclestage", "Lifecycle Stage"),
        mappedProperty("phone", "Phone Number"), mappedProperty("mobilephone", "Mobile Phone Number"),
        mappedProperty("company", "会社名"),     mappedProperty("createdate", "Create Date"),
        mappedProperty("faxold", "Fax"),         mappedProperty("order_no", "注文番号")};
    definitions[7].isReadOnly = true;
    definitions[8].isArchived = true;
    definitions[9].isUnique = true;
    return definitions;
}

std::vector<MappingProposal> mappingProposals(const QStringList &header)
{
    return proposeMapping(header, mappingDefinitions());
}

} // namespace

struct ProposedColumn {
    const char *column;
    const char *property;
    MappingProposal::By by;
};

class ProposedColumnTest : public ::testing::TestWithParam<ProposedColumn>
{ };

TEST_P(ProposedColumnTest, IsFoundByOnePassOfFour)
{
    const auto found = mappingProposals({QString::fromUtf8(GetParam().column)});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].column, QString::fromUtf8(GetParam().column));
    EXPECT_EQ(found[0].property, QString::fromUtf8(GetParam().property)) << GetParam().column;
    EXPECT_EQ(found[0].by, GetParam().by) << GetParam().column;
}

INSTANTIATE_TEST_SUITE_P(Columns, ProposedColumnTest,
                         ::testing::Values(ProposedColumn{"email", "email", MappingProposal::By::Name},
                                           ProposedColumn{"First Name", "firstname", MappingProposal::By::Label},
                                           ProposedColumn{"会社名", "company", MappingProposal::By::Label},
                                           ProposedColumn{"FIRST_NAME", "firstname", MappingProposal::By::Name},
                                           ProposedColumn{"e-mail", "email", MappingProposal::By::Name},
                                           ProposedColumn{"phone-number", "phone", MappingProposal::By::Label},
                                           ProposedColumn{"注文 番号", "order_no", MappingProposal::By::Label},
                                           ProposedColumn{"Lifecycle Stages", "lifecyclestage",
                                                          MappingProposal::By::Likeness},
                                           ProposedColumn{"Shoe size", "", MappingProposal::By::Nothing},
                                           ProposedColumn{"createdate", "", MappingProposal::By::Nothing},
                                           ProposedColumn{"Fax", "", MappingProposal::By::Nothing},
                                           ProposedColumn{"", "", MappingProposal::By::Nothing},
                                           ProposedColumn{"--", "", MappingProposal::By::Nothing}));

TEST(Mapping, AnExactNameGoesBeforeALabel)
{
    // Both columns fit "phone", and the first of them only by its label.
    const auto found = mappingProposals({QStringLiteral("Phone Number"), QStringLiteral("phone")});
    EXPECT_EQ(found[1].property, QStringLiteral("phone"));
    EXPECT_NE(found[0].property, QStringLiteral("phone"));
}

TEST(Mapping, GivesEachPropertyOnceAndToTheBest)
{
    const auto found = mappingProposals({QStringLiteral("lifecyclestages2"), QStringLiteral("lifecyclestages"),
                                         QStringLiteral("email"), QStringLiteral("email")});
    EXPECT_EQ(found[0].property, QString());
    EXPECT_EQ(found[1].property, QStringLiteral("lifecyclestage"));
    EXPECT_GE(found[1].likeness, 0.88);
    EXPECT_LT(found[1].likeness, 1);
    EXPECT_EQ(found[2].property, QStringLiteral("email"));
    EXPECT_EQ(found[3].property, QString());
}

TEST(Mapping, OfNothingIsNothing)
{
    EXPECT_TRUE(proposeMapping({}, mappingDefinitions()).empty());
    EXPECT_EQ(proposeMapping({QStringLiteral("email")}, {}),
              std::vector{MappingProposal{.column = QStringLiteral("email")}});
}

struct ProposedKey {
    const char *name;
    QStringList header;
    QStringList cells; ///< of one row
    const char *column;
    const char *property;
};

class ProposedKeyTest : public ::testing::TestWithParam<ProposedKey>
{ };

TEST_P(ProposedKeyTest, IsToldByHeaderAndCells)
{
    const KeyProposal key = proposeKey(GetParam().header, {GetParam().cells}, mappingDefinitions());
    EXPECT_EQ(key.column, QString::fromUtf8(GetParam().column));
    EXPECT_EQ(key.property, QString::fromUtf8(GetParam().property));
}

INSTANTIATE_TEST_SUITE_P(
    Files, ProposedKeyTest,
    ::testing::Values(ProposedKey{"RecordId",
                                  {QStringLiteral("Email"), QStringLiteral("Record ID")},
                                  {QStringLiteral("a@b.co"), QStringLiteral("17")},
                                  "Record ID",
                                  ""},
                      ProposedKey{"RecordIdOfAnObject",
                                  {QStringLiteral("Record ID - Contact")},
                                  {QStringLiteral("17")},
                                  "Record ID - Contact",
                                  ""},
                      ProposedKey{"ObjectId",
                                  {QStringLiteral("id"), QStringLiteral("hs_object_id")},
                                  {QStringLiteral("1"), QStringLiteral("17")},
                                  "hs_object_id",
                                  ""},
                      ProposedKey{"PlainId",
                                  {QStringLiteral("email"), QStringLiteral("ID")},
                                  {QStringLiteral("a@b.co"), QStringLiteral("17")},
                                  "ID",
                                  ""},
                      ProposedKey{"Vid", {QStringLiteral("vid")}, {QStringLiteral("17")}, "vid", ""},
                      ProposedKey{"IdWithEmails",
                                  {QStringLiteral("name"), QStringLiteral("id")},
                                  {QStringLiteral("Ann"), QStringLiteral("ann@example.com")},
                                  "id",
                                  "email"},
                      ProposedKey{"IdWithCodes",
                                  {QStringLiteral("id"), QStringLiteral("email")},
                                  {QStringLiteral("A-17"), QStringLiteral("a@b.co")},
                                  "email",
                                  "email"},
                      ProposedKey{
                          "EmailByHeader", {QStringLiteral("メールアドレス")}, {QString()}, "メールアドレス", "email"},
                      ProposedKey{"EmailByCells",
                                  {QStringLiteral("who"), QStringLiteral("contact")},
                                  {QStringLiteral("Ann"), QStringLiteral("ann@example.com")},
                                  "contact",
                                  "email"},
                      ProposedKey{"Unique",
                                  {QStringLiteral("who"), QStringLiteral("注文番号")},
                                  {QStringLiteral("Ann"), QStringLiteral("A-17")},
                                  "注文番号",
                                  "order_no"},
                      ProposedKey{"EmailBeforeUnique",
                                  {QStringLiteral("order_no"), QStringLiteral("email")},
                                  {QStringLiteral("A-17"), QStringLiteral("a@b.co")},
                                  "email",
                                  "email"},
                      ProposedKey{"Nothing",
                                  {QStringLiteral("who"), QStringLiteral("city")},
                                  {QStringLiteral("Ann"), QStringLiteral("Oslo")},
                                  "",
                                  ""}),
    [](const auto &test) { return test.param.name; });

TEST(Mapping, EmailIsNoKeyOfObjectsThatHaveNone)
{
    const KeyProposal key = proposeKey({QStringLiteral("email")}, {{QStringLiteral("a@b.co")}},
                                       std::vector{mappedProperty("domain", "Domain")});
    EXPECT_EQ(key, KeyProposal());
}
