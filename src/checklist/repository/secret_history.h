// SecretHistory: every blob that a repository's refs reach, once, on its way through the scanner.
#pragma once

#include "base/call_scope.h"
#include "checklist/repository/git_repository.h"
#include "checklist/repository/secret_document.h"
#include "checklist/repository/secret_ledger.h"
#include "checklist/repository/secret_tree.h"

#include <map>

namespace hubwatch {

class BlobBatch;

struct SecretHistorySeen {
    std::int64_t commits = 0;
    std::int64_t blobs = 0;    ///< looked at
    std::int64_t binaries = 0; ///< not looked into
    std::int64_t huge = 0;     ///< over 10 MB, not looked at

    bool operator==(const SecretHistorySeen &) const = default;
};

/// Streams the blobs from git some thousands at a time; memory grows by 20 bytes a blob. What is found gets the commit
/// that brought it and the path it had there: one finding a credential, and none where the tree has it as well.
class SecretHistory
{
public:
    using Done = std::function<void(tl::expected<SecretHistorySeen, GitTrouble>)>;

    /// `tree` is what came of the files before: its blobs are not read again.
    SecretHistory(ProcessRunner &processes, Clock &clock, GitRepository repository, const SecretTreeSeen &tree,
                  const SecretAllow &allow, SecretLedger &ledger);

    /// Ends by uptime `deadline`, with an Error that says so.
    void run(Duration deadline, std::function<void(double share)> progress, Done done);

private:
    struct Place {
        SecretMatch match = {};
        QString path = {};
        QString commit = {};
        bool isAllowed = false; ///< by a path it had
    };

    /// Streams git's output; a trouble of its ends all, else `then` follows.
    void ask(const QStringList &arguments, QByteArray input, std::function<void(const QByteArray &)> piece,
             std::function<void()> then);
    void countCommits();
    void listBlobs();
    void takeBlob(QByteArrayView line);
    void nextChunk();
    void measure(QByteArray ids);
    void takeSize(QByteArrayView line, QByteArray &wanted);
    void read(QByteArray ids);
    void finishBlob(const QByteArray &id);
    void findOrigins();
    void takeOrigin(QByteArrayView part);
    void placeOf(const QByteArray &id, const QString &path, const QString &commit);
    void report();
    void end(const GitTrouble &trouble);
    qsizetype total() const;

    ProcessRunner &m_processes;
    Clock &m_clock;
    GitRepository m_repository;
    const SecretTreeSeen &m_tree;
    const SecretAllow &m_allow;
    SecretLedger &m_ledger;
    Duration m_deadline = {};
    std::function<void(double)> m_progress = {};
    Done m_done = {};
    QByteArray m_ids = {}; ///< binary, one behind the other
    qsizetype m_width = 20;
    qsizetype m_next = 0;
    SecretDocument m_document = {};
    std::map<QByteArray, std::vector<SecretMatch>> m_found = {}; ///< by the blob's id as git writes it
    std::map<QString, Place> m_places = {};                      ///< by the credential's hash
    QByteArray m_commit = {};
    QByteArray m_change = {}; ///< the id that the path to come has
    SecretHistorySeen m_seen = {};
    CallScope m_calls;
};

} // namespace hubwatch
