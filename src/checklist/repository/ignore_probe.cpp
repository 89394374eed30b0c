#include "checklist/repository/ignore_probe.h"

#include "base/call_scope.h"
#include "checklist/repository/dotenv_name.h"
#include "checklist/repository/git_repository.h"
#include "checklist/repository/ignore_rules.h"
#include "hubspot/token_text.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration ignorePatience = 60s;
constexpr qsizetype mostIgnoreOutput = 16 * 1024 * 1024;
constexpr qsizetype mostPackages = 200;
constexpr size_t mostIgnoreFindings = 200;

QStringList packageFiles()
{
    QStringList patterns;
    for (const char *name : {"package.json", "pyproject.toml", "requirements.txt", "go.mod", "composer.json", "Gemfile",
                             "Cargo.toml", "pom.xml"})
        patterns << QStringLiteral(":(glob)**/") + QString::fromLatin1(name);
    return patterns;
}

QStringList dotenvPatterns()
{
    return {QStringLiteral(":(icase,glob)**/.env"), QStringLiteral(":(icase,glob)**/.env.*")};
}

QStringList pathsIn(const QByteArray &output)
{
    QStringList paths;
    for (const QByteArray &path : output.split('\0'))
        if (!path.isEmpty())
            paths << QFile::decodeName(path);
    return paths;
}

/// Lives until its answer, or until the context of the call dies.
class IgnoreLook : public QObject
{
public:
    IgnoreLook(const ProbeDoors &doors, IgnoreOrder order, ProbeCall call)
        : QObject(call.context)
        , m_doors(doors)
        , m_order(std::move(order))
        , m_call(std::move(call))
    { }

    void start()
    {
        openRepository(m_doors.processes, m_order.repository, m_calls.context(), [this](const GitAnswer &answer) {
            if (!answer)
                return end(answer.error());
            m_repository = *answer;
            if (answer->bare)
                return end({Outcome::NotRun,
                            QStringLiteral("the repository is bare: name a working copy, where git "
                                           "evaluates its ignore rules")});
            findPackages();
        });
    }

private:
    void ask(const QStringList &arguments, const QByteArray &input, std::function<void(QByteArray)> then,
             int alsoGood = 0)
    {
        ProcessRequest request = gitRequest(m_repository.root, arguments, ignorePatience);
        request.input = input;
        const auto output = std::make_shared<QByteArray>();
        m_doors.processes.stream(
            request, m_calls.context(),
            [output](const QByteArray &piece) {
                if (output->size() < mostIgnoreOutput)
                    output->append(piece);
            },
            [this, request, output, alsoGood, then = std::move(then)](const Result<ProcessOutcome> &result) {
                if (!result)
                    return end(gitTrouble(m_repository.root, request, result.error()));
                if (result->exitCode != 0 && result->exitCode != alsoGood)
                    return end(gitTrouble(m_repository.root, request, *result));
                then(std::exchange(*output, {}));
            });
    }

    void findPackages()
    {
        ask(QStringList{QStringLiteral("ls-files"), QStringLiteral("-z"), QStringLiteral("--cached"),
                        QStringLiteral("--others"), QStringLiteral("--exclude-standard"), QStringLiteral("--")}
                + packageFiles(),
            {}, [this](const QByteArray &output) {
                m_folders << QString();
                const QString below = QDir(m_repository.root).relativeFilePath(m_repository.folder);
                if (m_repository.folder != m_repository.root)
                    m_folders << below + u'/';
                for (const QString &path : pathsIn(output)) {
                    const QString folder = path.left(path.lastIndexOf(u'/') + 1);
                    if (!m_folders.contains(folder) && !path.contains(u"node_modules/")
                        && m_folders.size() < mostPackages)
                        m_folders << folder;
                }
                askRules();
            });
    }

    void askRules()
    {
        QByteArray paths;
        for (const QString &folder : std::as_const(m_folders))
            for (const QString &name : dotenvNames())
                paths += QFile::encodeName(folder + name) + '\0';
        ask(
            {QStringLiteral("check-ignore"), QStringLiteral("--no-index"), QStringLiteral("-v"), QStringLiteral("-n"),
             QStringLiteral("-z"), QStringLiteral("--stdin")},
            paths,
            [this](const QByteArray &output) {
                m_answers = ignoreAnswers(output);
                askTracked();
            },
            1);
    }

    void askTracked()
    {
        const QStringList rules{QStringLiteral(":(glob)**/.gitignore")};
        ask(QStringList{QStringLiteral("ls-files"), QStringLiteral("-z"), QStringLiteral("--cached"),
                        QStringLiteral("--")}
                + rules + dotenvPatterns(),
            {}, [this](const QByteArray &output) {
                for (const QString &path : pathsIn(output)) {
                    if (path.endsWith(u".gitignore"))
                        m_trackedRules.insert(path);
                    else if (isDotenvPath(path))
                        m_tracked << path;
                }
                askWaiting();
            });
    }

    /// Files that the next `git add .` would take.
    void askWaiting()
    {
        ask(QStringList{QStringLiteral("ls-files"), QStringLiteral("-z"), QStringLiteral("--others"),
                        QStringLiteral("--exclude-standard"), QStringLiteral("--")}
                + dotenvPatterns(),
            {}, [this](const QByteArray &output) {
                for (const QString &path : pathsIn(output))
                    if (isDotenvPath(path))
                        m_waiting << path;
                askCommits();
            });
    }

    void askCommits()
    {
        ask({QStringLiteral("rev-list"), QStringLiteral("--count"), QStringLiteral("--all")}, {},
            [this](const QByteArray &output) {
                m_commits = output.trimmed().toLongLong();
                askHistory();
            });
    }

    void askHistory()
    {
        ask(QStringList{QStringLiteral("log"), QStringLiteral("--all"), QStringLiteral("--full-history"),
                        QStringLiteral("-m"), QStringLiteral("--no-renames"), QStringLiteral("--diff-filter=A"),
                        QStringLiteral("--name-only"), QStringLiteral("--no-show-signature"),
                        QStringLiteral("--format=%x00%x00%H"), QStringLiteral("-z"), QStringLiteral("--")}
                + dotenvPatterns(),
            {}, [this](const QByteArray &output) {
                m_added = addedDotenvs(output);
                answer(verdict());
            });
    }

    void find(Evidence &evidence, const QString &file, const QString &commit, const QString &text) const
    {
        if (evidence.findings.size() >= mostIgnoreFindings) {
            ++evidence.findingsLeftOut;
            return;
        }
        evidence.findings.push_back({.rule = QStringLiteral("env-file-in-repository"),
                                     .file = withoutTokens(file.left(1000)),
                                     .commit = commit,
                                     .text = text});
    }

    Fact counted(const QString &name, qsizetype count) const
    {
        return {.name = name,
                .expected = QStringLiteral("0"),
                .got = QString::number(count),
                .outcome = count == 0 ? Outcome::Pass : Outcome::Fail};
    }

    Evidence evidence() const
    {
        Evidence evidence{.at = m_doors.clock.now(),
                          .staleAt = m_doors.clock.now() + m_order.fresh,
                          .source = QDir::toNativeSeparators(m_repository.root)};
        for (const IgnoreAnswer &one : m_answers)
            evidence.facts.push_back(ignoreFact(one, m_trackedRules));
        evidence.facts.push_back(counted(QStringLiteral(".env files that are tracked"), m_tracked.size()));
        evidence.facts.push_back(
            counted(QStringLiteral(".env files that the next \"git add\" would take"), m_waiting.size()));
        qsizetype gone = 0;
        for (const QString &path : m_tracked)
            find(evidence, path, {},
                 QStringLiteral("Tracked by git: take it out with \"git rm --cached\", ignore it, and "
                                "rotate what is in it."));
        for (const QString &path : m_waiting)
            find(evidence, path, {}, QStringLiteral("Not ignored: the next \"git add\" takes it."));
        for (const auto &[path, commit] : m_added)
            if (!m_tracked.contains(path)) {
                ++gone;
                find(evidence, path, commit,
                     QStringLiteral(
                         "Was tracked once: whoever has a copy of the repository has it; rotate what was in it."));
            }
        evidence.facts.push_back(counted(QStringLiteral(".env files that were tracked once"), gone));
        evidence.facts.push_back({.name = QStringLiteral("commits"), .got = QString::number(m_commits)});
        return evidence;
    }

    Verdict verdict() const
    {
        Evidence found = evidence();
        Verdict verdict{.item = m_order.item, .outcome = worstOf(found.facts)};
        const auto firstOf = [&found](Outcome outcome) {
            return std::ranges::find(found.facts, std::optional(outcome), &Fact::outcome);
        };
        if (m_trackedRules.isEmpty() && m_commits == 0 && m_tracked.isEmpty() && m_waiting.isEmpty()
            && m_folders.size() == 1 && !QFile::exists(m_repository.root + QStringLiteral("/.gitignore"))) {
            verdict.outcome = Outcome::NotRun;
            verdict.words = QStringLiteral("the repository has no commits and no package: there is nothing to look at");
        } else if (!m_tracked.isEmpty()) {
            verdict.words = QStringLiteral("%1 is tracked by git").arg(withoutTokens(m_tracked.first().left(120)));
        } else if (verdict.outcome == Outcome::Fail && !found.findings.empty()) {
            const Finding &first = found.findings.front();
            verdict.words = first.commit.isEmpty()
                ? QStringLiteral("%1 is not ignored, and the next \"git add\" takes it").arg(first.file)
                : QStringLiteral("%1 was tracked once, since commit %2").arg(first.file, first.commit.left(10));
        } else if (m_repository.shallow || m_repository.partial || m_repository.grafted) {
            verdict.outcome = verdict.outcome == Outcome::Fail ? Outcome::Fail : Outcome::NotRun;
            verdict.words = m_repository.grafted
                ? QStringLiteral("grafts hide history, so it cannot be judged: run \"git replace "
                                 "--convert-graft-file\"")
                : m_repository.shallow
                ? QStringLiteral("the clone is shallow, so its history cannot be judged: run \"git fetch --unshallow\"")
                : QStringLiteral("the clone is partial, so its history cannot be judged: run \"git fetch --refetch "
                                 "--no-filter\", or clone it anew");
        }
        if (verdict.words.isEmpty() && verdict.outcome != Outcome::Pass) {
            const auto fact = firstOf(verdict.outcome);
            verdict.words = QStringLiteral("%1 is %2").arg(fact->name, fact->got);
        } else if (verdict.words.isEmpty()) {
            verdict.words = QStringLiteral(".env is %1, not tracked, and never was in %2 commits")
                                .arg(found.facts.front().got, QLocale(QLocale::English).toString(qlonglong(m_commits)));
        }
        verdict.evidence = sealed(std::move(found));
        return verdict;
    }

    void end(const GitTrouble &trouble)
    {
        answer(plainVerdict(m_order.item, trouble.outcome, trouble.words, m_doors.clock.now()));
    }

    void answer(Verdict verdict)
    {
        deleteLater();
        const auto reply = std::exchange(m_call.reply, {});
        if (reply)
            reply(std::move(verdict));
    }

    ProbeDoors m_doors;
    IgnoreOrder m_order;
    ProbeCall m_call;
    GitRepository m_repository = {};
    QStringList m_folders = {}; ///< that hold a package, with "/" behind; the root is empty
    std::vector<IgnoreAnswer> m_answers = {};
    QSet<QString> m_trackedRules = {};
    QStringList m_tracked = {};
    QStringList m_waiting = {};
    std::vector<std::pair<QString, QString>> m_added = {};
    std::int64_t m_commits = 0;
    CallScope m_calls;
};

} // namespace

Probe ignoreProbe(ProbeDoors doors, IgnoreOrder order)
{
    return
        [doors, order = std::move(order)](ProbeCall call) { (new IgnoreLook(doors, order, std::move(call)))->start(); };
}

} // namespace hubwatch
