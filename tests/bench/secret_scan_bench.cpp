// What scanning a repository costs: makes one of so many files in a temporary folder, and looks through it once.
//   secret_scan_bench [FILES] [KB OF EACH] [COMMITS] [MB OF HISTORY]
#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "checklist/repository/secret_look.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <sys/resource.h>

namespace hubwatch {
namespace {

class NoHttp : public HttpClient
{
public:
    void send(HttpRequest, QObject *, Reply) override { }
};
class NoReader : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { }
};

bool git(const QString &root, const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral("git"), QStringList{QStringLiteral("-C"), root} + arguments);
    return process.waitForFinished(-1) && process.exitCode() == 0;
}

/// Something like source code, with some of what the scanner must stop at.
QByteArray textOf(unsigned seed, qsizetype bytes)
{
    static const char *const lines[] = {
        "export async function syncContacts(client, page) {\n",
        "    const response = await client.crm.contacts.basicApi.getPage(100, page, ['email', 'lifecyclestage'])\n",
        "    // see https://developers.example.com/docs/api/crm/contacts-and-companies#paging-through-results\n",
        "    log.info({ requestId: 'c0ffee42-7ac0-4b1d-9e57-0dd5ba11f3a6', took: Date.now() - began })\n",
        "  integrity sha512-kN3ZqPQTmY0sXr8nJtGv5Wb7CdEfHjLpQsVxYz1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ0123456789A==\n",
        "    if (response.status === 429) await sleep(Number(response.headers['retry-after']) * 1000)\n",
        "}\n\n"};
    QByteArray text;
    unsigned state = seed * 2654435761U + 1;
    while (text.size() < bytes) {
        state = state * 1664525U + 1013904223U;
        text += lines[(state >> 16U) % std::size(lines)];
        text += QByteArray::number(state) + '\n';
    }
    return text;
}

double cpuSeconds(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void make(const QString &root, int files, int kilobytes, int commits, int megabytes)
{
    git(root, {QStringLiteral("init"), QStringLiteral("-q")});
    const auto write = [&root](const QString &name, const QByteArray &text) {
        QFile file(root + u'/' + name);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    };
    const auto commit = [&root] {
        git(root, {QStringLiteral("add"), QStringLiteral("-A")});
        git(root,
            {QStringLiteral("-c"), QStringLiteral("user.name=x"), QStringLiteral("-c"),
             QStringLiteral("user.email=x@example.com"), QStringLiteral("commit"), QStringLiteral("-q"),
             QStringLiteral("-m"), QStringLiteral("x")});
    };
    for (int i = 0; i < files; ++i) {
        if (i % 100 == 0)
            QDir(root).mkpath(QStringLiteral("d%1").arg(i / 100));
        write(QStringLiteral("d%1/f%2.js").arg(i / 100).arg(i), textOf(unsigned(i), kilobytes * 1024));
    }
    commit();
    const int each = commits > 1 ? megabytes * 1024 / (commits - 1) / 32 : 0; // of 32 kB
    for (int c = 1; c < commits; ++c) {
        for (int i = 0; i < each; ++i)
            write(QStringLiteral("d0/h%1.js").arg(i), textOf(unsigned(c * 7919 + i), 32 * 1024));
        commit();
    }
    git(root, {QStringLiteral("gc"), QStringLiteral("-q")});
}

int look(const QString &root)
{
    NoHttp http;
    NoReader reader;
    SystemClock clock;
    QtProcessRunner processes;
    QObject context;
    QElapsedTimer wall;
    QElapsedTimer turn;
    QTimer beat;
    qint64 longest = 0;
    QObject::connect(&beat, &QTimer::timeout, &context, [&] { longest = std::max(longest, turn.restart()); });
    const double own = cpuSeconds(RUSAGE_SELF);
    const double gits = cpuSeconds(RUSAGE_CHILDREN);
    wall.start();
    turn.start();
    beat.start(0);
    secretProbe({http, clock, processes, reader}, {.item = QStringLiteral("bench"), .repository = root})(
        {.context = &context, .reply = [&](const Verdict &verdict) {
             rusage usage{};
             getrusage(RUSAGE_SELF, &usage);
             const double seconds = double(wall.elapsed()) / 1000;
             std::printf("%s: %s\n", qPrintable(outcomeWord(verdict.outcome)), qPrintable(verdict.words));
             for (const Fact &fact : verdict.evidence.facts)
                 std::printf("  %s: %s\n", qPrintable(fact.name), qPrintable(fact.got));
             std::printf("wall %.1f s, cpu %.1f s of ours and %.1f s of git's, longest turn %lld ms, at most %.0f MB\n",
                         seconds, cpuSeconds(RUSAGE_SELF) - own, cpuSeconds(RUSAGE_CHILDREN) - gits,
                         static_cast<long long>(longest), double(usage.ru_maxrss) / 1024);
             QCoreApplication::quit();
         }});
    QCoreApplication::exec();
    return int(wall.elapsed());
}

void scanAlone()
{
    const QByteArray text = textOf(1, 64 * 1024 * 1024);
    QElapsedTimer watch;
    watch.start();
    size_t found = 0;
    for (qsizetype at = 0; at < text.size(); at += 64 * 1024)
        found += secretsIn(QByteArrayView(text).sliced(at, std::min<qsizetype>(64 * 1024, text.size() - at))).size();
    std::printf("the scanner alone: %.0f MB/s (%zu found)\n", 64.0 * 1000 / double(watch.elapsed()), found);
}

int secretScanBench(const QStringList &arguments)
{
    const auto number = [&arguments](qsizetype at, int otherwise) {
        return arguments.size() > at ? arguments[at].toInt() : otherwise;
    };
    const int files = number(1, 100'000);
    const int kilobytes = number(2, 4);
    scanAlone();
    QTemporaryDir folder;
    qputenv("GIT_CONFIG_GLOBAL", "/dev/null");
    make(folder.path(), files, kilobytes, number(3, 1), number(4, 0));
    for (int pass = 0; pass < 2; ++pass) {
        const int took = look(folder.path());
        std::printf("%.0f files/s, %.0f MB/s of files\n\n", double(files) * 1000 / took,
                    double(files) * kilobytes / 1.024 / took);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace
} // namespace hubwatch

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return hubwatch::secretScanBench(QCoreApplication::arguments());
}
