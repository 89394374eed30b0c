// SecretHistory: every blob and message that a repository's refs and reflogs reach, once, on its way through the
// scanner.
#pragma once

#include "base/call_scope.h"
#include "checklist/repository/git_repository.h"
#include "checklist/repository/lfs_pointer.h"
#include "checklist/repository/secret_document.h"
#include "checklist/repository/secret_ledger.h"
#include "checklist/repository/secret_tree.h"

#include <map>
#include <set>

namespace hubwatch {

class BlobBatch;

struct SecretHistorySeen {
    std::int64_t commits = 0;
    std::int64_t blobs = 0;      ///< looked at
    std::int64_t binaries = 0;   ///< looked into for shapes only
    std::int64_t huge = 0;       ///< over 10 MB, not looked at
    std::int64_t lfsMissing = 0; ///< files whose content is in Git LFS and not on this machine

    bool operator==(const SecretHistorySeen &) const = default;
};

/// Streams them from git some thousands at a time; memory grows by 20 bytes for each. Then one walk over all commits:
/// for the names that files had, and so that what is found gets the commit that brought it and the path it had there.
/// One finding a credential, and none where the tree has it as well.
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
    void listCommits();
    void listBlobs();
    void takeId(QByteArrayView line);
    void nextChunk();
    void measure(QByteArray ids);
    void takeSize(QByteArrayView line, QByteArray &wanted);
    void read(QByteArray ids);
    void takeContent(QByteArrayView content);
    void finishObject(const QByteArray &id, const QByteArray &type);
    std::vector<SecretMatch> newMatches();
    void finishMessage(const QByteArray &id, bool isTag);
    void readLarge();
    void findOrigins();
    void takeOrigin(QByteArrayView part);
    void takeName(const QByteArray &path);
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
    qsizetype m_commits = 0; ///< of m_ids, the first so many
    qsizetype m_next = 0;
    QByteArray m_head = {}; ///< of the object that is being read
    qsizetype m_mostHead = 0;
    SecretDocument m_document = {};
    std::map<QByteArray, LfsPointer> m_pointers = {}; ///< by their blob's id, until the content has been read
    std::set<QByteArray> m_missing = {};              ///< contents that are not here, of paths that are not allowed
    std::map<QByteArray, std::vector<SecretMatch>> m_found = {}; ///< by the blob's id as git writes it
    std::map<QString, Place> m_places = {};                      ///< by the credential's hash
    std::map<QString, Place> m_otherPlaces = {};                 ///< in messages and in names
    QByteArray m_commit = {};
    QByteArray m_change = {}; ///< the id that the path to come has
    SecretHistorySeen m_seen = {};
    CallScope m_calls;
};

} // namespace hubwatch
