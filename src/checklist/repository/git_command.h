// How git is asked: without a terminal, without the network, without writing, whatever the environment says.
#pragma once

#include "base/process_runner.h"
#include "checklist/outcome.h"

#include <functional>

namespace hubwatch {

/// `git -C folder ARGUMENTS`.
ProcessRequest gitRequest(const QString &folder, const QStringList &arguments, Duration timeout);

/// Why git could not answer, and what that makes of the check: git is missing, this is no repository, it belongs to
/// somebody else: NotRun, with what to do. All else is an Error.
struct GitTrouble {
    Outcome outcome = Outcome::Error;
    QString words = {};

    bool operator==(const GitTrouble &) const = default;
};
GitTrouble gitTrouble(const QString &folder, const ProcessRequest &request, const Error &error);
GitTrouble gitTrouble(const QString &folder, const ProcessRequest &request, const ProcessOutcome &outcome);

/// Cuts output that comes in pieces at a separator.
class PieceSplitter
{
public:
    explicit PieceSplitter(char separator)
        : m_separator(separator)
    { }
    void take(const QByteArray &piece, const std::function<void(QByteArrayView)> &part);
    /// What stood behind the last separator.
    QByteArray rest() const { return m_rest; }

private:
    char m_separator;
    QByteArray m_rest = {};
};

} // namespace hubwatch
