#include "checklist/logs/log_sample.h"

#include "base/process_runner.h"
#include "checklist/probe_answer.h"
#include "vault/command_reader.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

LogSample noSample(const QString &source, Outcome outcome, const QString &problem)
{
    return {.source = source, .problem = problem, .outcome = outcome};
}

/// Why the bytes are no text to read lines from; empty where they are.
QString noText(const QByteArray &bytes)
{
    if (bytes.startsWith("\x1f\x8b") || bytes.startsWith("\x28\xb5\x2f\xfd"))
        return u"is compressed: name the file that is written now"_s;
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return u"is UTF-16: JSON lines are UTF-8"_s;
    return {};
}

LogSample linesOf(const QString &source, const QByteArray &text, const QString &ifEmpty)
{
    LogSample sample{.source = source, .lines = newestLines(text.right(mostLogBytes), text.size() <= mostLogBytes)};
    sample.cut = text.size() > mostLogBytes || text.count('\n') > mostLogLines;
    if (std::ranges::all_of(sample.lines, [](const QByteArray &line) { return line.trimmed().isEmpty(); }))
        return noSample(source, Outcome::NotRun, ifEmpty);
    if (const QString why = noText(text); !why.isEmpty())
        return noSample(source, Outcome::Error, u"%1 %2"_s.arg(source, why));
    return sample;
}

LogSample sampleOfOutcome(const QString &program, const Result<ProcessOutcome> &result)
{
    if (!result && isProgramMissing(result.error()))
        return noSample(program, Outcome::Error,
                        u"%1 was not found on Hubwatch's PATH: write its whole path in logs"_s.arg(program));
    if (!result)
        return noSample(program, Outcome::Error,
                        u"%1; let it print the newest 2,000 lines and end"_s.arg(shownWords(result.error().detail)));
    if (result->exitCode != 0)
        return noSample(program, Outcome::Error,
                        u"%1 ended with exit code %2: %3"_s.arg(program)
                            .arg(result->exitCode)
                            .arg(shownWords(QString::fromUtf8(result->errors))));
    return linesOf(program, result->output, u"%1 printed no line: let the service run, then look again"_s.arg(program));
}

} // namespace

std::vector<QByteArray> newestLines(const QByteArray &text, bool whole)
{
    std::vector<QByteArray> lines;
    qsizetype end = text.size();
    if (end > 0 && text[end - 1] == '\n')
        --end;
    while (end >= 0 && text.size() > 0 && qsizetype(lines.size()) < mostLogLines) {
        const qsizetype before = end == 0 ? -1 : text.lastIndexOf('\n', end - 1);
        if (before < 0 && !whole)
            break; // its beginning is not here
        QByteArray line = text.mid(before + 1, end - before - 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (before < 0 && line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3);
        lines.push_back(std::move(line));
        end = before;
    }
    std::ranges::reverse(lines);
    return lines;
}

LogSample sampleOfFile(const QString &path)
{
    const QString shown = shownWords(path, 200);
    const QFileInfo info(path);
    if (!info.exists())
        return noSample(shown, Outcome::Error, u"%1 does not exist: correct logs, or let the service run"_s.arg(shown));
    if (!info.isFile())
        return noSample(shown, Outcome::Error, u"%1 is no file"_s.arg(shown));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return noSample(shown, Outcome::Error, u"%1 cannot be read: %2"_s.arg(shown, file.errorString()));
    if (const QString why = noText(file.peek(4)); !why.isEmpty())
        return noSample(shown, Outcome::Error, u"%1 %2"_s.arg(shown, why));
    const qint64 size = file.size();
    const qint64 from = std::max<qint64>(0, size - mostLogBytes);
    if (!file.seek(from))
        return noSample(shown, Outcome::Error, u"%1 cannot be read: %2"_s.arg(shown, file.errorString()));
    QByteArray text = file.read(mostLogBytes);
    if (const qsizetype end = text.lastIndexOf('\n'); end >= 0)
        text.truncate(end + 1);
    LogSample sample{.source = shown, .lines = newestLines(text, from == 0)};
    sample.cut = from > 0 || text.count('\n') > mostLogLines;
    if (std::ranges::all_of(sample.lines, [](const QByteArray &line) { return line.trimmed().isEmpty(); }))
        return noSample(shown, Outcome::NotRun,
                        size == 0 ? u"%1 is empty: it was just rotated, or the service writes elsewhere"_s.arg(shown)
                                  : u"%1 has no whole line in its last 4 MB"_s.arg(shown));
    return sample;
}

void sampleOfCommand(ProcessRunner &processes, const QString &line, QObject *context,
                     std::function<void(LogSample)> reply)
{
    ProcessRequest request = commandRequest(line);
    // Arguments may hold anything: the program alone is shown.
    const QString program = shownWords(request.program);
    processes.run(std::move(request), context,
                  [program, reply = std::move(reply)](const Result<ProcessOutcome> &result) {
                      reply(sampleOfOutcome(program, result));
                  });
}

LogSample sampleOfInput(const QByteArray &input)
{
    return linesOf(u"standard input"_s, input,
                   u"nothing came on standard input: pipe the newest lines of the log into it"_s);
}

} // namespace hubwatch
