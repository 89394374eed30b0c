// A sample of a service's log: the newest lines of a file, of a command's output, of what came on standard input.
#pragma once

#include "base/result.h"
#include "checklist/outcome.h"

#include <functional>
#include <vector>

class QObject;

namespace hubwatch {

class ProcessRunner;

struct LogSample {
    QString source = {}; ///< for people, without secrets: the path, the program
    std::vector<QByteArray> lines = {};
    bool cut = false;     ///< there was more before
    QString problem = {}; ///< why there are no lines; then `outcome` is NotRun or Error
    Outcome outcome = Outcome::NotRun;

    bool operator==(const LogSample &) const = default;
};

inline constexpr qsizetype mostLogLines = 2000;
inline constexpr qsizetype mostLogBytes = 4 * 1024 * 1024;

/// The newest lines of `text`. `whole` says that it begins with the beginning of a line.
std::vector<QByteArray> newestLines(const QByteArray &text, bool whole = true);

/// The end of the file, whatever its size. A last line that is still being written is left out.
LogSample sampleOfFile(const QString &path);
/// Of "PROGRAM ARGS...", split as the vault's commands are. Answers once, later; never if `context` dies first.
void sampleOfCommand(ProcessRunner &processes, const QString &line, QObject *context,
                     std::function<void(LogSample)> reply);
LogSample sampleOfInput(const QByteArray &input);

} // namespace hubwatch
