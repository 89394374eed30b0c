#include "batch/row_check.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <functional>

using namespace hubwatch;

namespace {

std::vector<PropertyDefinition> specDefinitions()
{
    return {{.name = QStringLiteral("email"), .type = QStringLiteral("string")},
            {.name = QStringLiteral("firstname"), .type = QStringLiteral("string")},
            {.name = QStringLiteral("lifecyclestage"),
             .type = QStringLiteral("enumeration"),
             .options = {{.value = QStringLiteral("lead"), .label = QStringLiteral("Lead")}}},
            {.name = QStringLiteral("order_no"), .type = QStringLiteral("string"), .isUnique = true},
            {.name = QStringLiteral("createdate"), .type = QStringLiteral("datetime"), .isReadOnly = true},
            {.name = QStringLiteral("fax_old"), .type = QStringLiteral("string"), .isArchived = true}};
}

const QStringList specHeader{QStringLiteral("ID"), QStringLiteral("Stage"), QStringLiteral("Mail"),
                             QStringLiteral("Twice"), QStringLiteral("Twice")};

JobSpec checkedSpec(JobOperation operation = JobOperation::Update)
{
    return {.operation = operation,
            .idColumn = QStringLiteral("ID"),
            .mapping = {{QStringLiteral("Stage"), QStringLiteral("lifecyclestage")}}};
}

QStringList specFaultsOf(const JobSpec &spec)
{
    return specFaults(spec, specHeader, specDefinitions());
}

QStringList specWarningsOf(const JobSpec &spec)
{
    return specWarnings(spec, specDefinitions());
}

} // namespace

struct SpecFaultCase {
    const char *name;
    std::function<void(JobSpec &)> change;
    const char *fault; ///< the only one; "": none
};

class SpecFaultsTest : public ::testing::TestWithParam<SpecFaultCase>
{ };

TEST_P(SpecFaultsTest, SaysWhatIsWrongAndTheWayOut)
{
    JobSpec spec = checkedSpec();
    GetParam().change(spec);
    const QStringList expected = *GetParam().fault ? QStringList{QString::fromUtf8(GetParam().fault)} : QStringList();
    EXPECT_EQ(specFaultsOf(spec).join(u'\n'), expected.join(u'\n'));
}

INSTANTIATE_TEST_SUITE_P(
    Specs, SpecFaultsTest,
    ::testing::Values(
        SpecFaultCase{"Good", [](JobSpec &) {}, ""},
        SpecFaultCase{"NoObject", [](JobSpec &spec) { spec.object.clear(); },
                 "no object is named; choose contacts, companies, deals or another"},
        SpecFaultCase{"NoKey", [](JobSpec &spec) { spec.idColumn.clear(); },
                 "no column names the records; choose the key"},
        SpecFaultCase{"KeyNotInTheFile", [](JobSpec &spec) { spec.idColumn = QStringLiteral("Ident"); },
                 "the file has no column \"Ident\"; choose one that it has"},
        SpecFaultCase{"KeyTwiceInTheFile", [](JobSpec &spec) { spec.idColumn = QStringLiteral("Twice"); },
                 "the file has 2 columns \"Twice\"; rename all but one"},
        SpecFaultCase{"EmailIsUniqueForContacts", [](JobSpec &spec) { spec.idProperty = QStringLiteral("email"); }, ""},
        SpecFaultCase{"ObjectByNumber",
                 [](JobSpec &spec) {
                     spec.object = QStringLiteral("0-1");
                     spec.idProperty = QStringLiteral("email");
                 },
                 ""},
        SpecFaultCase{"EmailIsNotForOthers",
                 [](JobSpec &spec) {
                     spec.object = QStringLiteral("companies");
                     spec.idProperty = QStringLiteral("email");
                 },
                 "\"email\" is not unique, so that it cannot be the key; choose HubSpot's id or a property with unique "
                 "values"},
        SpecFaultCase{"KeyNotUnique", [](JobSpec &spec) { spec.idProperty = QStringLiteral("firstname"); },
                 "\"firstname\" is not unique, so that it cannot be the key; choose HubSpot's id, email or a property "
                 "with unique values"},
        SpecFaultCase{"KeyUnique", [](JobSpec &spec) { spec.idProperty = QStringLiteral("order_no"); }, ""},
        SpecFaultCase{"UpsertByHubSpotsId", [](JobSpec &spec) { spec.operation = JobOperation::Upsert; },
                 "an upsert needs a key that new records have, too; choose email or another unique property, or update "
                 "by HubSpot's id"},
        SpecFaultCase{"ArchiveByEmail",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Archive;
                     spec.idProperty = QStringLiteral("email");
                 },
                 "HubSpot takes only its own ids for this, not \"email\"; choose a column of ids; a read by \"email\" "
                 "tells them"},
        SpecFaultCase{"ColumnNotInTheFile",
                 [](JobSpec &spec) { spec.mapping[0].column = QStringLiteral("stage "); },
                 "the file has no column \"stage \"; did you mean \"Stage\"?"},
        SpecFaultCase{"ColumnTwiceInTheFile",
                 [](JobSpec &spec) { spec.mapping[0].column = QStringLiteral("Twice"); },
                 "the file has 2 columns \"Twice\"; rename all but one"},
        SpecFaultCase{"UnknownProperty",
                 [](JobSpec &spec) { spec.mapping[0].property = QStringLiteral("lifecycle_stage"); },
                 "contacts have no property \"lifecycle_stage\"; did you mean \"lifecyclestage\"?"},
        SpecFaultCase{"UnlikeAnyProperty", [](JobSpec &spec) { spec.mapping[0].property = QStringLiteral("zzz"); },
                 "contacts have no property \"zzz\"; choose another, or create it in HubSpot"},
        SpecFaultCase{"NoProperty", [](JobSpec &spec) { spec.mapping[0].property.clear(); },
                 "column \"Stage\" is mapped to no property; choose one or leave it out"},
        SpecFaultCase{"ReadOnly", [](JobSpec &spec) { spec.mapping[0].property = QStringLiteral("createdate"); },
                 "\"createdate\" is read-only: HubSpot writes it itself; leave column \"Stage\" out"},
        SpecFaultCase{"Archived", [](JobSpec &spec) { spec.mapping[0].property = QStringLiteral("fax_old"); },
                 "\"fax_old\" is archived; restore it in HubSpot or leave column \"Stage\" out"},
        SpecFaultCase{"MappedTwice",
                 [](JobSpec &spec) {
                     spec.mapping.push_back({QStringLiteral("Mail"), QStringLiteral("lifecyclestage")});
                 },
                 "\"lifecyclestage\" is written by column \"Stage\" and column \"Mail\"; keep one"},
        SpecFaultCase{"MappedAndConstant",
                 [](JobSpec &spec) {
                     spec.constants = {{QStringLiteral("lifecyclestage"), QStringLiteral("lead")}};
                 },
                 "\"lifecyclestage\" is written by column \"Stage\" and a constant; keep one"},
        SpecFaultCase{"NothingWritten", [](JobSpec &spec) { spec.mapping.clear(); },
                 "nothing is written; map a column to a property or set a constant"},
        SpecFaultCase{"ConstantAlone",
                 [](JobSpec &spec) {
                     spec.mapping.clear();
                     spec.constants = {{QStringLiteral("lifecyclestage"), QStringLiteral("Lead")}};
                 },
                 ""},
        SpecFaultCase{"ConstantWrong",
                 [](JobSpec &spec) {
                     spec.mapping.clear();
                     spec.constants = {{QStringLiteral("lifecyclestage"), QStringLiteral("LEAD")}};
                 },
                 "the constant for \"lifecyclestage\": \"LEAD\" is none of lead; did you mean \"lead\"?"},
        SpecFaultCase{"CreateNeedsNoKey",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Create;
                     spec.idColumn.clear();
                     spec.mapping.push_back({QStringLiteral("Mail"), QStringLiteral("email")});
                 },
                 ""},
        SpecFaultCase{"CreateLacksWhatIsRequired", [](JobSpec &spec) { spec.operation = JobOperation::Create; },
                 "new contacts need one of email, firstname, lastname; map a column to it or set a constant"},
        SpecFaultCase{"ReadUnknown",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Read;
                     spec.properties = {QStringLiteral("email"), QStringLiteral("emial")};
                 },
                 "contacts have no property \"emial\"; did you mean \"email\"?"},
        SpecFaultCase{"FeedbackIsReadOnly",
                 [](JobSpec &spec) { spec.object = QStringLiteral("feedback_submissions"); },
                 "HubSpot lets feedback submissions be read only; choose read"},
        SpecFaultCase{"AssociationWithNothing",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Associate;
                     spec.toColumn = QStringLiteral("Mail");
                 },
                 "no other object is named; choose what the records are associated with"},
        SpecFaultCase{"AssociationWithoutColumn",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Dissociate;
                     spec.toObject = QStringLiteral("companies");
                 },
                 "no column holds the other records' ids; choose one"},
        SpecFaultCase{"AssociationWithItself",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Associate;
                     spec.toObject = QStringLiteral("companies");
                     spec.toColumn = QStringLiteral("ID");
                 },
                 "column \"ID\" is both sides of the association; choose another for one of them"},
        SpecFaultCase{"AssociationHalfNamed",
                 [](JobSpec &spec) {
                     spec.operation = JobOperation::Associate;
                     spec.toObject = QStringLiteral("companies");
                     spec.toColumn = QStringLiteral("Mail");
                     spec.label.typeId = 279;
                 },
                 "an association's type has a category and a number; give both, or neither for the default"}),
    [](const auto &test) { return test.param.name; });

TEST(SpecFaults, DealsAndTicketsNeedAllOfTheirs)
{
    JobSpec spec{.operation = JobOperation::Create,
                 .object = QStringLiteral("deals"),
                 .mapping = {{QStringLiteral("Stage"), QStringLiteral("dealname")}}};
    EXPECT_EQ(specFaults(spec, specHeader, {}),
              QStringList{QStringLiteral("new deals need dealstage; map a column to it or set a constant")});
    spec.constants = {{QStringLiteral("dealstage"), QStringLiteral("appointmentscheduled")}};
    EXPECT_EQ(specFaults(spec, specHeader, {}), QStringList());
    spec.object = QStringLiteral("0-5");
    EXPECT_EQ(specFaults(spec, specHeader, {}),
              QStringList{QStringLiteral(
                  "new tickets need subject and hs_pipeline_stage; map a column to it or set a constant")});
}

TEST(SpecFaults, SaysEachOnceAndAllOfThem)
{
    JobSpec spec = checkedSpec();
    spec.idColumn.clear();
    spec.mapping
        = {{QStringLiteral("Nope"), QStringLiteral("createdate")}, {QStringLiteral("Nope"), QStringLiteral("fax_old")}};
    EXPECT_EQ(specFaultsOf(spec).size(), 4);
}

TEST(SpecFaults, WithoutDefinitionsOnlyTheFormIsJudged)
{
    JobSpec spec = checkedSpec();
    spec.mapping[0].property = QStringLiteral("zzz");
    EXPECT_EQ(specFaults(spec, specHeader, {}), QStringList());
    EXPECT_EQ(specWarnings(spec, {}).size(), 1);
}

TEST(SpecWarnings, AnUpdateSurprisesNobody)
{
    EXPECT_EQ(specWarningsOf(checkedSpec()), QStringList());
}

TEST(SpecWarnings, SayWhatHubSpotDoesBesides)
{
    const auto warned = [](JobSpec spec, const char *part) {
        const QStringList warnings = specWarningsOf(spec);
        return warnings.size() == 1 && warnings[0].contains(QString::fromUtf8(part));
    };
    JobSpec upsert = checkedSpec(JobOperation::Upsert);
    upsert.idProperty = QStringLiteral("email");
    EXPECT_TRUE(warned(upsert, "does not support partial upserts of contacts by email"));
    upsert.idProperty = QStringLiteral("order_no");
    EXPECT_EQ(specWarningsOf(upsert), QStringList());

    EXPECT_TRUE(warned(checkedSpec(JobOperation::Archive), "recycle bin for 90 days"));

    JobSpec create = checkedSpec(JobOperation::Create);
    EXPECT_TRUE(warned(create, "cannot be found again by itself; upsert by a unique property"));
    create.mapping.push_back({QStringLiteral("Mail"), QStringLiteral("email")});
    EXPECT_EQ(specWarningsOf(create), QStringList()) << "contacts are unique by email";
    create.object = QStringLiteral("companies");
    EXPECT_EQ(specWarningsOf(create).size(), 2) << "neither deduplicated nor found again";
    create.mapping.push_back({QStringLiteral("ID"), QStringLiteral("order_no")});
    EXPECT_TRUE(warned(create, "companies of the same domain"));

    JobSpec clears = checkedSpec();
    clears.emptyClears = true;
    EXPECT_TRUE(warned(clears, "1 mapped column"));
    clears.mapping.push_back({QStringLiteral("Mail"), QStringLiteral("email")});
    EXPECT_TRUE(warned(clears, "2 mapped columns"));
}

TEST(SpecWarnings, FourAssociationTypesChangeThePrimaryCompany)
{
    JobSpec spec = checkedSpec(JobOperation::Associate);
    for (const int type : {1, 2, 5, 6, 279}) {
        spec.label = {.category = QStringLiteral("HUBSPOT_DEFINED"), .typeId = type};
        EXPECT_EQ(specWarningsOf(spec).size(), type == 279 ? 0 : 1) << type;
    }
    spec.label = {.category = QStringLiteral("USER_DEFINED"), .typeId = 1};
    EXPECT_EQ(specWarningsOf(spec).size(), 0) << "a portal's own type 1 is another";
}
