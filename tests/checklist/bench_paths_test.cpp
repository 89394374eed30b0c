#include "checklist/bench/bench_paths.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct PathCase {
    const char *path;
    HubPath::Kind kind;
    const char *type;
};

TEST(BenchPaths, AreKnownInBothFamilies)
{
    using Kind = HubPath::Kind;
    for (const PathCase &one : {
             PathCase{"/crm/v3/objects/contacts", Kind::List, "contacts"},
             PathCase{"/crm/objects/2026-09/contacts", Kind::List, "contacts"},
             PathCase{"/crm/objects/2027-03-beta/2-9001/17", Kind::Record, "2-9001"},
             PathCase{"/crm/v3/objects/deals/101/", Kind::Record, "deals"},
             PathCase{"/crm/v4/objects/contacts/1/associations/companies", Kind::Record, "contacts"},
             PathCase{"/crm/v3/objects/tickets/batch/upsert", Kind::Batch, "tickets"},
             PathCase{"/crm/objects/2026-09/p_machine/search", Kind::Search, "p_machine"},
             PathCase{"/crm/v4/associations/contacts/companies/batch/create", Kind::Batch, "contacts"},
             PathCase{"/crm/associations/2026-09/contacts/companies/batch/read", Kind::Batch, "contacts"},
             PathCase{"/crm/v4/associations/contacts/companies/labels", Kind::Other, "contacts"},
             PathCase{"/crm/v3/properties/contacts/email", Kind::Properties, "contacts"},
             PathCase{"/crm/properties/2026-09/contacts", Kind::Properties, "contacts"},
             PathCase{"/crm/v3/schemas", Kind::Schemas, ""},
             PathCase{"/crm-object-schemas/v3/schemas/machine", Kind::Schemas, ""},
             PathCase{"/crm/object-schemas/2026-09/schemas", Kind::Schemas, ""},
             PathCase{"/crm/v3/owners/", Kind::Owners, ""},
             PathCase{"/crm/owners/2026-09", Kind::Owners, ""},
             PathCase{"/crm/v3/pipelines/deals", Kind::Pipelines, "deals"},
             PathCase{"/account-info/v3/details", Kind::Account, ""},
             PathCase{"/oauth/v2/private-apps/get/access-token-info", Kind::Token, ""},
             PathCase{"/", Kind::Other, ""},
             PathCase{"", Kind::Other, ""},
             PathCase{"/crm", Kind::Other, ""},
             PathCase{"/crm/v3", Kind::Other, ""},
             PathCase{"/crm/v3/objects", Kind::Other, ""},
             PathCase{"/cms/v3/pages", Kind::Other, ""},
         }) {
        EXPECT_EQ(int(hubPath(one.path).kind), int(one.kind)) << one.path;
        EXPECT_EQ(hubPath(one.path).type, QString::fromLatin1(one.type)) << one.path;
    }
}

TEST(BenchPaths, TellDefinitionsFromWrites)
{
    const QString get = QStringLiteral("GET");
    const QString post = QStringLiteral("POST");
    const QString properties = QStringLiteral("/crm/v3/properties/contacts");
    EXPECT_EQ(definitionRead(get, properties), QStringLiteral("contacts properties"));
    EXPECT_EQ(definitionRead(post, properties), QString());
    EXPECT_EQ(definitionRead(post, properties + QStringLiteral("/batch/read")), QStringLiteral("contacts properties"));
    EXPECT_EQ(definitionRead(get, QStringLiteral("/crm/v3/owners/7")), QStringLiteral("owners"));
    EXPECT_EQ(definitionRead(get, QStringLiteral("/crm/v3/objects/contacts/7")), QString());
}

TEST(BenchPaths, TellPagesByTheQueryAndReadsByThePath)
{
    EXPECT_EQ(listingPage("limit=100&t=5"), QString());
    EXPECT_EQ(listingPage("archived=false"), QString());
    EXPECT_EQ(listingPage("t=1&archived=true&after=MTAw"), QStringLiteral("after=MTAw&archived=true"));
    EXPECT_TRUE(readsOnly(QStringLiteral("POST"), QStringLiteral("/crm/v3/objects/contacts/batch/read")));
    EXPECT_FALSE(readsOnly(QStringLiteral("POST"), QStringLiteral("/crm/v3/objects/contacts/batch/update")));
    EXPECT_FALSE(readsOnly(QStringLiteral("PATCH"), QStringLiteral("/crm/v3/objects/contacts/7")));
    EXPECT_TRUE(readsOnly(QStringLiteral("GET"), QStringLiteral("/crm/v3/objects/contacts/7")));
}

TEST(BenchPaths, TellOneRecordFromMany)
{
    const QString contacts = QStringLiteral("/crm/v3/objects/contacts");
    EXPECT_TRUE(isSingleRecord(QStringLiteral("POST"), contacts));
    EXPECT_FALSE(isSingleRecord(QStringLiteral("GET"), contacts));
    EXPECT_TRUE(isSingleRecord(QStringLiteral("GET"), contacts + QStringLiteral("/7")));
    EXPECT_FALSE(isSingleRecord(QStringLiteral("POST"), contacts + QStringLiteral("/search")));
    EXPECT_FALSE(isSingleRecord(QStringLiteral("POST"), contacts + QStringLiteral("/batch/read")));
}

} // namespace
} // namespace hubwatch
