// batch_plan_bench [ROWS]: plans a file of six columns, of which one row in a hundred is rejected and one in a hundred
// comes twice. Prints rows a second (hash, copy, checks, duplicates and journal included) and the peak of memory.
#include "base/system_clock.h"
#include "batch/journal.h"
#include "batch/planner.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

using namespace hubwatch;

std::vector<PropertyDefinition> definitions()
{
    return {{.name = u"email"_s, .label = u"Email"_s, .type = u"string"_s, .isUnique = true},
            {.name = u"firstname"_s, .type = u"string"_s},
            {.name = u"city"_s, .type = u"string"_s},
            {.name = u"amount"_s, .type = u"number"_s},
            {.name = u"signed_on"_s, .type = u"date"_s},
            {.name = u"lifecyclestage"_s,
             .type = u"enumeration"_s,
             .options = {{.value = u"lead"_s}, {.value = u"customer"_s}, {.value = u"subscriber"_s}}}};
}

JobSpec spec()
{
    JobSpec spec{.idColumn = u"email"_s, .idProperty = u"email"_s};
    for (const QString &name : {u"firstname"_s, u"city"_s, u"amount"_s, u"signed_on"_s, u"lifecyclestage"_s})
        spec.mapping.push_back({.column = name, .property = name});
    return spec;
}

void writeRows(const QString &path, int rows)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write("email,firstname,city,amount,signed_on,lifecyclestage\n");
    QByteArray block;
    for (int row = 1; row <= rows; ++row) {
        block += "contact" + QByteArray::number(row % 100 == 50 ? row - 1 : row) + "@example.com,Ada "
            + char('A' + row % 26) + ",\"Osaka, Kita\"," + QByteArray::number(row % 10'000) + ".50,2026-11-"
            + (row % 2 == 0 ? "26" : "07") + "," + (row % 100 == 0 ? "MQL" : "customer") + "\n";
        if (block.size() > 1'000'000) {
            file.write(block);
            block.clear();
        }
    }
    file.write(block);
}

/// "VmHWM: 61234 kB", where the system tells.
QString peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return u"unknown"_s;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return QString::fromLatin1(line.mid(6).trimmed());
    }
    return u"unknown"_s;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"contacts.csv"_s);
    writeRows(path, rows);
    auto journal = Journal::open(folder.filePath(u"journal.sqlite"_s));
    if (!journal)
        return 1;
    SystemClock clock;

    const std::clock_t began = std::clock();
    QElapsedTimer timer;
    timer.start();
    auto planner = Planner::open({.spec = spec(), .path = path, .definitions = definitions()}, u"job"_s, folder.path(),
                                 *journal->journal, clock.now());
    qint64 longest = 0;
    Result<bool> more = true;
    while (planner && more && *more) {
        QElapsedTimer slice;
        slice.start();
        more = (*planner)->step(10ms);
        longest = std::max(longest, slice.elapsed());
    }
    if (!planner || !more) {
        out << (planner ? more.error() : planner.error()).detail << '\n';
        return 1;
    }
    const Plan &plan = (*planner)->plan();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double cpu = double(std::clock() - began) / CLOCKS_PER_SEC;
    out << plan.rows << " rows, " << plan.rejected() << " rejected, " << plan.input.bytes / 1'000'000
        << " MB: " << qint64(double(plan.rows) / cpu) << " rows/s of CPU, " << qint64(double(plan.rows) / seconds)
        << " rows/s of time; longest slice " << longest << " ms; peak memory " << peakMemory() << '\n';
    return 0;
}
