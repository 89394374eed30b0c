// SecretTree: the files of a working copy on their way through the scanner.
#pragma once

#include "base/call_scope.h"
#include "checklist/repository/git_repository.h"
#include "checklist/repository/secret_document.h"
#include "checklist/repository/secret_ledger.h"

#include <QCryptographicHash>
#include <QHash>
#include <QSet>
#include <optional>

class QElapsedTimer;

namespace hubwatch {

/// What came of the files.
struct SecretTreeSeen {
    std::int64_t files = 0;                 ///< looked at
    std::int64_t binaries = 0;              ///< looked into for shapes only
    std::int64_t allowedFiles = 0;          ///< by their path
    QStringList submodules = {};            ///< repositories of their own, not looked into
    QStringList unreadable = {};            ///< "secrets.json: Permission denied"
    QStringList opaque = {};                ///< .env files that are binary
    QStringList ignoredDotenv = {};         ///< .env files beside the repository's own: on this machine only
    QSet<QByteArray> done = {};             ///< blobs whose content was read as a file, by their binary ids
    QHash<QByteArray, QString> staged = {}; ///< all other blobs of the index, and their paths

    bool operator==(const SecretTreeSeen &) const = default;
};

/// Reads what git tracks or would track, a few milliseconds a turn. Links are not followed. What git believes of the
/// files is not asked: a flag of the index or a filter may let it take one for what is committed.
class SecretTree
{
public:
    using Done = std::function<void(tl::expected<SecretTreeSeen, GitTrouble>)>;

    SecretTree(ProcessRunner &processes, Clock &clock, GitRepository repository, const SecretAllow &allow,
               SecretLedger &ledger);

    /// Ends by uptime `deadline`, with an Error that says so.
    void run(Duration deadline, std::function<void(double share)> progress, Done done);

private:
    struct File {
        QByteArray path = {};
        QByteArray id = {}; ///< of the blob in the index, binary; empty: git does not track it yet
    };

    void list(const QStringList &arguments, std::function<void(QByteArrayView)> part, std::function<void()> then);
    void listTracked();
    void listOthers();
    void listIgnored();
    void takeEntry(QByteArrayView entry);
    void readOn();
    bool readSome(const QElapsedTimer &watch);
    void open(const File &file);
    void finishFile();
    bool isAsInTheIndex(const File &file);
    void settle(const File &file, bool read);
    void end(const GitTrouble &trouble);

    ProcessRunner &m_processes;
    Clock &m_clock;
    GitRepository m_repository;
    const SecretAllow &m_allow;
    SecretLedger &m_ledger;
    Duration m_deadline = {};
    std::function<void(double)> m_progress = {};
    Done m_done = {};
    std::vector<File> m_files = {};
    size_t m_next = 0;
    std::unique_ptr<QIODevice> m_open = {};
    std::optional<QCryptographicHash> m_hash = {}; ///< of what is read, as git would name it
    bool m_isPointer = false;                      ///< into Git LFS
    SecretDocument m_document = {};
    QByteArray m_piece = {};
    SecretTreeSeen m_seen = {};
    CallScope m_calls;
};

} // namespace hubwatch
