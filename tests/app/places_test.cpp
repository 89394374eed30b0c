#include "app/places.h"

#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(Places, PreferTheWorkspaceOfTheCurrentFolder)
{
    const QTemporaryDir folder;
    const QString before = QDir::currentPath();
    ASSERT_TRUE(QDir::setCurrent(folder.path()));
    EXPECT_EQ(nearestWorkspace(), defaultWorkspace());
    ASSERT_TRUE(QFile(QStringLiteral("hubwatch.toml")).open(QFile::WriteOnly));
    EXPECT_EQ(nearestWorkspace(), QStringLiteral("hubwatch.toml"));
    QDir::setCurrent(before);
}

TEST(Places, AreTheUsersOwn)
{
    EXPECT_TRUE(defaultWorkspace().endsWith(QStringLiteral("/hubwatch/hubwatch.toml")))
        << defaultWorkspace().toStdString();
    EXPECT_TRUE(defaultDataDirectory().endsWith(QStringLiteral("/hubwatch"))) << defaultDataDirectory().toStdString();
}

} // namespace
} // namespace hubwatch
