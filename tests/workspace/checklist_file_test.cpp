#include "support/printers.h"
#include "workspace/workspace_edit.h"
#include "workspace/workspace_file.h"

#include <QFile>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using std::chrono::year;

const QString checklistCase = QStringLiteral(HUBWATCH_TEST_DATA "/workspace/good/checklist.toml");

QByteArray checklistFile()
{
    QFile file(checklistCase);
    EXPECT_TRUE(file.open(QFile::ReadOnly));
    return file.readAll();
}

TEST(ChecklistFile, ReadsEveryKey)
{
    const WorkspaceResult read = parseWorkspace(checklistFile());
    ASSERT_TRUE(read) << read.error().front().text.toStdString();
    ASSERT_EQ(read->checklists.size(), 1u);
    const ChecklistTarget &target = read->checklists.front();
    EXPECT_EQ(target.level, ReadinessLevel::A);
    EXPECT_EQ(target.repository, QStringLiteral("../sync"));
    EXPECT_EQ(target.allow.size(), 2);
    EXPECT_EQ(target.testUrl, QUrl(QStringLiteral("http://127.0.0.1:3000")));
    EXPECT_EQ(target.testMetrics, QStringLiteral("/internal/metrics"));
    EXPECT_EQ(target.testHealth, QStringLiteral("/health"));
    EXPECT_EQ(target.webhookVersions, (QStringList{QStringLiteral("v1"), QStringLiteral("v3")}));
    EXPECT_EQ(target.benchPort, 8089);
    EXPECT_EQ(target.benchHost, QStringLiteral("host.docker.internal"));
    EXPECT_EQ(target.benchPatience, 2min);
    EXPECT_EQ(target.load, (LoadThresholds{.requests = 50'000, .errorRate = 0.001, .p99 = 2s}));
    EXPECT_EQ(target.watch, 1h);
    ASSERT_EQ(read->waivers.size(), 1u);
    EXPECT_EQ(read->waivers.front().until, year(2027) / 1 / 30);
    ASSERT_EQ(read->proofs.size(), 2u);
    EXPECT_EQ(read->proofs.front().portal, 4242);
    EXPECT_EQ(read->proofs.back().day, year(2026) / 11 / 20);
}

TEST(ChecklistFile, IsWrittenSoThatItReadsBack)
{
    const Workspace workspace = parseWorkspace(checklistFile()).value();
    const WorkspaceResult again = parseWorkspace(workspaceText(workspace));
    ASSERT_TRUE(again) << again.error().front().text.toStdString();
    EXPECT_EQ(*again, workspace);
}

TEST(ChecklistFile, IsEditedWhereItStands)
{
    const QByteArray before = checklistFile();
    const Workspace workspace = parseWorkspace(before).value();
    Workspace changed = workspace;
    changed.checklists.front().level = ReadinessLevel::B;
    changed.waivers.clear();
    changed.proofs.push_back({.service = QStringLiteral("sync"),
                              .item = QStringLiteral("test.load"),
                              .file = QStringLiteral("results/k6.json")});
    const std::optional<QByteArray> edited = editedWorkspace(before, workspace, changed);
    ASSERT_TRUE(edited);
    EXPECT_TRUE(edited->contains("# What the checklist looks at."));
    EXPECT_FALSE(edited->contains("[[waivers]]"));
    EXPECT_EQ(parseWorkspace(*edited).value(), changed);
}

TEST(ChecklistFile, NamesTheMembersOfAGroup)
{
    const WorkspaceResult read
        = parseWorkspace("version = 1\n[[services]]\nname = \"sync\"\n"
                         "urls = [\"http://10.0.0.5:3001\", \"http://10.0.0.6:3001\"]\n"
                         "[[checklist]]\nservice = \"sync@10.0.0.5:3001\"\n[[checklist]]\nservice = \"sync\"\n");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 1u);
    EXPECT_EQ(read.error().front().text,
              QStringLiteral("\"sync\" stands for several services; name one: \"sync@10.0.0.5:3001\" or "
                             "\"sync@10.0.0.6:3001\""));
}

} // namespace
} // namespace hubwatch
