#include "workspace/workspace_edit.h"

#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <functional>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QByteArray editedFile = R"(# The team's console.
version = 1 # do not touch

# Production 日本
[[accounts]]
name = "prod"
portal = 1234567    # Tokyo

# Moves contacts.
[[services]]
name = "contacts"
url = "https://contacts.example.test"  # behind the proxy
interval = "30s" # slow on purpose

# Moves deals.
[[services]]
url = "https://deals.example.test"
name = "deals"

# Ours.
[[rules]]
signal = "api.error_rate"
above = 0.05
for = "5m"   # as agreed
)";

struct EditCase {
    const char *name;
    std::function<void(Workspace &)> change;
    const char *from; ///< the piece of the text that changes ...
    const char *to;   ///< ... and what becomes of it
};

class WorkspaceEditTest : public ::testing::TestWithParam<EditCase>
{ };

TEST_P(WorkspaceEditTest, ChangesThatAndNothingElse)
{
    const WorkspaceResult before = parseWorkspace(editedFile);
    ASSERT_TRUE(before);
    Workspace after = *before;
    GetParam().change(after);
    QByteArray expected = editedFile;
    ASSERT_EQ(expected.count(GetParam().from), 1);
    expected.replace(GetParam().from, GetParam().to);

    const std::optional<QByteArray> edited = editedWorkspace(editedFile, *before, after);
    ASSERT_TRUE(edited);
    EXPECT_EQ(*edited, expected);
    EXPECT_EQ(parseWorkspace(*edited), WorkspaceResult(after));

    const QByteArray windows = QByteArray(editedFile).replace("\n", "\r\n");
    EXPECT_EQ(editedWorkspace(windows, *before, after), expected.replace("\n", "\r\n"));
}

const EditCase editCases[] = {
    {"AValue", [](Workspace &w) { w.services[0].interval = 1min; }, "interval = \"30s\" # slow",
     "interval = \"1m\" # slow"},
    {"AValueBehindWideLetters", [](Workspace &w) { w.accounts[0].portal = 7; }, "1234567 ", "7 "},
    {"AValueBackToItsDefault", [](Workspace &w) { w.services[0].interval = 15s; },
     "interval = \"30s\" # slow on purpose\n", ""},
    {"ANewKey", [](Workspace &w) { w.services[1].readiness = QString(); }, "name = \"deals\"\n",
     "name = \"deals\"\nreadiness = \"\"\n"},
    {"ARename", [](Workspace &w) { w.services[1].name = QStringLiteral("orders"); }, "\"deals\"", "\"orders\""},
    {"ARemovedBlockWithItsComment", [](Workspace &w) { w.services.erase(w.services.begin()); },
     "# Moves contacts.\n[[services]]\nname = \"contacts\"\nurl = \"https://contacts.example.test\"  # behind the "
     "proxy\ninterval = \"30s\" # slow on purpose\n\n",
     ""},
    {"ANewBlockAfterItsKind",
     [](Workspace &w) {
         w.services.push_back({.name = QStringLiteral("new"), .url = QUrl(QStringLiteral("http://localhost:1"))});
     },
     "# Ours.", "[[services]]\nname = \"new\"\nurl = \"http://localhost:1\"\n\n# Ours."},
    {"ANewKindOfBlock", [](Workspace &w) { w.store.keep = 24h; }, "# as agreed\n",
     "# as agreed\n\n[store]\nkeep = \"1d\"\n"},
    {"AnEndpointOfItsOwn", [](Workspace &w) { w.console.endpointPort = 9464; }, "# as agreed\n",
     "# as agreed\n\n[console]\nendpoint_port = 9464\n"},
    {"PollsInPlaceOfFor",
     [](Workspace &w) {
         w.rules[0].holdFor = 0s;
         w.rules[0].polls = 4;
     },
     "for = \"5m\"   # as agreed\n", "polls = 4\n"},
    {"BelowInPlaceOfAbove", [](Workspace &w) { w.rules[0].side = Rule::Side::Below; },
     "above = 0.05\nfor = \"5m\"   # as agreed\n", "for = \"5m\"   # as agreed\nbelow = 0.05\n"},
};

INSTANTIATE_TEST_SUITE_P(Changes, WorkspaceEditTest, ::testing::ValuesIn(editCases),
                         [](const auto &test) { return test.param.name; });

TEST(WorkspaceEdit, BreaksAnEntryOfSeveralUrlsOnlyWhenOneOfThemChanges)
{
    const QByteArray toml
        = "version = 1\n[[services]] # a and b\nname = \"s\"\nurls = [\"http://a.test\", \"http://b.test\"]\n"
          "[[services]]\nname = \"last\"\nurl = \"http://c.test\"\n";
    const WorkspaceResult before = parseWorkspace(toml);
    ASSERT_TRUE(before);
    Workspace after = *before;
    after.services[2].interval = 1min;
    EXPECT_EQ(editedWorkspace(toml, *before, after), toml + "interval = \"1m\"\n");
    after.services[1].interval = 1min;
    EXPECT_EQ(parseWorkspace(editedWorkspace(toml, *before, after).value_or(QByteArray())), WorkspaceResult(after));
}

TEST(WorkspaceEdit, DoesNotTryTablesWrittenInOneLine)
{
    const QByteArray toml = "version = 1\nservices = [{ name = \"a\", url = \"http://a.test\" }]\n";
    const WorkspaceResult before = parseWorkspace(toml);
    ASSERT_TRUE(before);
    EXPECT_EQ(editedWorkspace(toml, *before, Workspace()), std::nullopt);
}

} // namespace
} // namespace hubwatch
