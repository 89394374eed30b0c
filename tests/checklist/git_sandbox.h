// GitSandbox: a real repository in a folder that goes with it.
#pragma once

#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "checklist/probe.h"
#include "support/fake_http.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

class NoSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { ADD_FAILURE() << "nobody needs a secret"; }
};

class GitSandbox
{
public:
    GitSandbox()
    {
        qputenv("GIT_CONFIG_GLOBAL", QFile::encodeName(folder.filePath(QStringLiteral("global.conf"))));
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
        qputenv("GIT_CEILING_DIRECTORIES", QFile::encodeName(folder.path()));
        for (const char *who : {"AUTHOR", "COMMITTER"}) {
            qputenv((QByteArray("GIT_") + who + "_NAME").constData(), "nobody");
            qputenv((QByteArray("GIT_") + who + "_EMAIL").constData(), "nobody@example.com");
        }
        put("../global.conf",
            "[protocol \"file\"]\n\tallow = always\n[init]\n\tdefaultBranch = main\n[core]\n\tfsync = none\n");
        QDir().mkpath(root());
        git({"init", "-q"});
    }

    QString root() const { return folder.filePath(QStringLiteral("repository")); }
    QString path(const QString &name) const { return root() + u'/' + name; }

    /// Runs git in the repository; its output.
    QByteArray git(const std::vector<const char *> &arguments) { return gitIn(root(), arguments); }
    static QByteArray gitIn(const QString &where, const std::vector<const char *> &arguments)
    {
        QStringList all{QStringLiteral("-C"), where};
        for (const char *one : arguments)
            all << QString::fromUtf8(one);
        QProcess process;
        process.start(QStringLiteral("git"), all);
        EXPECT_TRUE(process.waitForFinished(30'000));
        EXPECT_EQ(process.exitCode(), 0) << all.join(u' ').toStdString()
                                         << process.readAllStandardError().toStdString();
        return process.readAllStandardOutput().trimmed();
    }

    void put(const char *name, const QByteArray &content) const
    {
        const QString file = path(QString::fromUtf8(name));
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly)) << name;
        out.write(content);
    }
    /// Everything as it is now; the commit's id.
    QString commit()
    {
        git({"add", "-A"});
        git({"commit", "-q", "--allow-empty", "-m", "x"});
        return QString::fromLatin1(git({"rev-parse", "HEAD"}));
    }

    ProbeDoors doors() { return {.http = http, .clock = clock, .processes = processes, .secrets = secrets}; }
    static Verdict look(const Probe &probe)
    {
        QObject context;
        std::optional<Verdict> verdict;
        int answers = 0;
        probe({.context = &context, .reply = [&](Verdict one) {
                   verdict = std::move(one);
                   ++answers;
               }});
        EXPECT_FALSE(verdict) << "answered at once";
        EXPECT_TRUE(QTest::qWaitFor([&] { return verdict.has_value(); }, 60'000));
        QTest::qWait(1);
        EXPECT_EQ(answers, 1);
        return verdict.value_or(Verdict{});
    }

    QTemporaryDir folder;
    FakeHttp http;
    SystemClock clock;
    QtProcessRunner processes;
    NoSecrets secrets;
};

inline QString gotOf(const Verdict &verdict, const char *fact)
{
    for (const Fact &one : verdict.evidence.facts)
        if (one.name == QString::fromUtf8(fact))
            return one.got;
    return QStringLiteral("(no such fact)");
}

} // namespace hubwatch::testing
