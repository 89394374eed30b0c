#include "checklist/repository/secret_history.h"

#include "checklist/repository/blob_batch.h"

#include <QFile>
#include <QLocale>
#include <algorithm>
#include <cstring>
#include <utility>

namespace hubwatch {

namespace {

constexpr qsizetype blobsAtOnce = 5000;
constexpr qint64 hugeBlob = 10 * 1024 * 1024;
constexpr qsizetype mostMessageHead = 64 * 1024;
constexpr qsizetype leastNamedSecret = 36;
constexpr size_t mostBlobsWithSecrets = 10'000;

QString historyNumber(qint64 number)
{
    return QLocale(QLocale::English).toString(qlonglong(number));
}

} // namespace

SecretHistory::SecretHistory(ProcessRunner &processes, Clock &clock, GitRepository repository,
                             const SecretTreeSeen &tree, const SecretAllow &allow, SecretLedger &ledger)
    : m_processes(processes)
    , m_clock(clock)
    , m_repository(std::move(repository))
    , m_tree(tree)
    , m_allow(allow)
    , m_ledger(ledger)
{ }

void SecretHistory::run(Duration deadline, std::function<void(double share)> progress, Done done)
{
    m_deadline = deadline;
    m_progress = std::move(progress);
    m_done = std::move(done);
    listCommits();
}

void SecretHistory::ask(const QStringList &arguments, QByteArray input, std::function<void(const QByteArray &)> piece,
                        std::function<void()> then)
{
    ProcessRequest request
        = gitRequest(m_repository.root, arguments, std::max(Duration(1ms), m_deadline - m_clock.uptime()));
    request.input = std::move(input);
    const auto onEnd = [this, request, then = std::move(then)](const Result<ProcessOutcome> &result) {
        if (!result && result.error().reach == Error::Reach::Timeout)
            return end({Outcome::Error,
                        QStringLiteral("the time was up when %1 of %2 blobs and commits of the history had been read")
                            .arg(historyNumber(m_next), historyNumber(total()))});
        if (!result)
            return end(gitTrouble(m_repository.root, request, result.error()));
        if (result->exitCode != 0)
            return end(gitTrouble(m_repository.root, request, *result));
        then();
    };
    m_processes.stream(request, m_calls.context(), std::move(piece), onEnd);
}

/// With the reflogs: what was amended, rebased away or deleted, and every stash.
void SecretHistory::listCommits()
{
    const auto lines = std::make_shared<PieceSplitter>('\n');
    ask(
        {QStringLiteral("rev-list"), QStringLiteral("--all"), QStringLiteral("--reflog")}, {},
        [this, lines](const QByteArray &piece) { lines->take(piece, [this](QByteArrayView line) { takeId(line); }); },
        [this] {
            m_seen.commits = m_commits = total();
            listBlobs();
        });
}

void SecretHistory::listBlobs()
{
    const auto lines = std::make_shared<PieceSplitter>('\n');
    ask(
        {QStringLiteral("rev-list"), QStringLiteral("--objects"), QStringLiteral("--no-object-names"),
         QStringLiteral("--all"), QStringLiteral("--reflog"), QStringLiteral("--indexed-objects"),
         QStringLiteral("--filter=object:type=blob")},
        {},
        [this, lines](const QByteArray &piece) { lines->take(piece, [this](QByteArrayView line) { takeId(line); }); },
        [this] { nextChunk(); });
}

void SecretHistory::takeId(QByteArrayView line)
{
    const QByteArray id = QByteArray::fromHex(QByteArray::fromRawData(line.data(), line.size()));
    if (m_ids.isEmpty() && !id.isEmpty())
        m_width = id.size();
    if (id.size() == m_width && !m_tree.done.contains(id))
        m_ids.append(id);
}

qsizetype SecretHistory::total() const
{
    return m_ids.size() / m_width;
}

void SecretHistory::nextChunk()
{
    if (m_next == total())
        return readLarge();
    m_progress(double(m_next) / double(total()));
    const qsizetype last = std::min(m_next < m_commits ? m_commits : total(), m_next + blobsAtOnce);
    QByteArray ids;
    ids.reserve((last - m_next) * (2 * m_width + 1));
    for (; m_next < last; ++m_next)
        ids.append(m_ids.mid(m_next * m_width, m_width).toHex()).append('\n');
    measure(std::move(ids));
}

/// Tells what is to be read from the trees and commits that come with tags and stashes, and huge ones from others.
void SecretHistory::measure(QByteArray ids)
{
    const auto lines = std::make_shared<PieceSplitter>('\n');
    const auto wanted = std::make_shared<QByteArray>();
    ask(
        {QStringLiteral("cat-file"), QStringLiteral("--batch-check")}, std::move(ids),
        [this, lines, wanted](const QByteArray &piece) {
            lines->take(piece, [this, &wanted](QByteArrayView line) { takeSize(line, *wanted); });
        },
        [this, wanted] { wanted->isEmpty() ? nextChunk() : read(*wanted); });
}

void SecretHistory::takeSize(QByteArrayView line, QByteArray &wanted)
{
    const QList<QByteArray> words = line.toByteArray().split(' ');
    // One that is missing is told when it is read.
    const bool isWanted
        = words.size() != 3 || words[1] == "blob" || words[1] == "tag" || (words[1] == "commit" && m_next <= m_commits);
    const bool isStaged = m_tree.staged.contains(QByteArray::fromHex(words[0]));
    if (isWanted && words.size() == 3 && words[2].toLongLong() > hugeBlob && !isStaged)
        ++m_seen.huge;
    else if (isWanted)
        wanted.append(words[0]).append('\n');
}

void SecretHistory::read(QByteArray ids)
{
    const auto batch = std::make_shared<BlobBatch>(
        BlobBatch::Taker{.take = [this](QByteArrayView content) { takeContent(content); },
                         .end = [this](const QByteArray &id, const QByteArray &type) { finishObject(id, type); },
                         .begin =
                             [this](const QByteArray &type) {
                                 m_head.clear();
                                 m_mostHead = type == "blob" ? mostLfsPointer + 1 : mostMessageHead;
                             }});
    ask(
        {QStringLiteral("cat-file"), QStringLiteral("--batch")}, std::move(ids),
        [this, batch](const QByteArray &piece) {
            if (!batch->take(piece))
                end({Outcome::Error,
                     QStringLiteral("the repository is broken: git answered \"%1\"; try \"git fsck\"")
                         .arg(QString::fromLatin1(batch->complaint().left(60)))});
        },
        [this] { nextChunk(); });
}

void SecretHistory::takeContent(QByteArrayView content)
{
    m_document.take(content);
    if (const qsizetype room = std::min<qsizetype>(content.size(), m_mostHead - m_head.size()); room > 0)
        m_head.append(content.data(), room);
}

void SecretHistory::finishObject(const QByteArray &id, const QByteArray &type)
{
    if (type != "blob")
        return finishMessage(id, type == "tag");
    ++m_seen.blobs;
    if (const auto pointer = lfsPointer(m_head))
        m_pointers[id] = *pointer;
    std::vector<SecretMatch> matches = newMatches();
    m_seen.binaries += m_document.isBinary() ? 1 : 0;
    if (!matches.empty() && m_found.size() < mostBlobsWithSecrets)
        m_found[id] = std::move(matches);
}

/// Of what has been read, without what the tree has and what is allowed.
std::vector<SecretMatch> SecretHistory::newMatches()
{
    std::vector<SecretMatch> matches = m_document.finish();
    std::erase_if(matches, [this](const SecretMatch &match) {
        return m_ledger.fingerprints.contains(match.sha256) || m_ledger.isAllowed(m_allow, match);
    });
    return matches;
}

/// Of a commit or a tag; behind its first empty line stands what somebody wrote.
void SecretHistory::finishMessage(const QByteArray &id, bool isTag)
{
    const std::vector<SecretMatch> matches = newMatches();
    if (matches.empty())
        return;
    const QByteArray head = m_head.left(std::max<qsizetype>(0, m_head.indexOf("\n\n")));
    const auto field = [&head](const char *name) {
        const qsizetype at = ('\n' + head).indexOf('\n' + QByteArray(name) + ' ');
        return at < 0 ? QByteArray() : head.mid(at + qsizetype(std::strlen(name)) + 1).split('\n').first();
    };
    for (SecretMatch match : matches) {
        match.line = std::max(1, match.line - int(head.count('\n')) - 2);
        const QString where = isTag
            ? QStringLiteral("(message of the tag %1)").arg(QString::fromUtf8(field("tag").left(100)))
            : QStringLiteral("(commit message)");
        m_otherPlaces[match.sha256]
            = {.match = match, .path = where, .commit = QString::fromLatin1(isTag ? field("object") : id)};
    }
}

/// The contents that pointers into Git LFS stand for, where this machine has them; one a turn.
void SecretHistory::readLarge()
{
    for (auto at = m_pointers.begin(); at != m_pointers.end();) {
        const auto [id, pointer] = *at;
        QFile file(lfsPath(m_repository.store, pointer));
        if (!file.open(QIODevice::ReadOnly)) { // missing: the walk tells its paths
            ++at;
            continue;
        }
        at = m_pointers.erase(at);
        if (file.size() > hugeBlob) {
            ++m_seen.huge;
            continue;
        }
        m_head.clear();
        m_document.take(file.readAll());
        finishObject(id, "blob");
        if (m_clock.uptime() > m_deadline)
            return end({Outcome::Error, QStringLiteral("the time was up when files of Git LFS were read")});
        return m_clock.after(0ms, m_calls.context(), [this] { readLarge(); });
    }
    for (const auto &[id, pointer] : m_pointers)
        if (const auto staged = m_tree.staged.constFind(QByteArray::fromHex(id));
            staged != m_tree.staged.constEnd() && !m_allow.allowsPath(*staged))
            m_missing.insert(pointer.id);
    m_seen.commits == 0 ? report() : findOrigins();
}

/// One walk over all commits, children first, whatever their dates say: the last that brings a blob is the one that
/// brought it.
void SecretHistory::findOrigins()
{
    for (const auto &[id, matches] : m_found)
        for (const SecretMatch &match : matches)
            m_places.try_emplace(match.sha256, Place{.match = match});
    const auto parts = std::make_shared<PieceSplitter>('\0');
    ask(
        {QStringLiteral("-c"), QStringLiteral("log.showRoot=true"), QStringLiteral("log"), QStringLiteral("--all"),
         QStringLiteral("--reflog"), QStringLiteral("--topo-order"), QStringLiteral("--raw"), QStringLiteral("-c"),
         QStringLiteral("--no-abbrev"), QStringLiteral("--no-renames"), QStringLiteral("--no-ext-diff"),
         QStringLiteral("--no-show-signature"), QStringLiteral("--ignore-submodules"),
         QStringLiteral("--format=%x00%H"), QStringLiteral("-z")},
        {},
        [this, parts](const QByteArray &piece) {
            parts->take(piece, [this](QByteArrayView part) { takeOrigin(part); });
        },
        [this] { report(); });
}

/// A commit's id; ":100644 100644 OLD NEW M" (more of each for a merge); and the path that goes with the latter.
void SecretHistory::takeOrigin(QByteArrayView part)
{
    if (!m_change.isEmpty()) {
        const QByteArray id = std::exchange(m_change, {});
        const QByteArray path = part.toByteArray();
        takeName(path);
        if (m_found.contains(id))
            placeOf(id, QFile::decodeName(path), QString::fromLatin1(m_commit));
        if (const auto pointer = m_pointers.find(id);
            pointer != m_pointers.end() && !m_allow.allowsPath(QFile::decodeName(path)))
            m_missing.insert(pointer->second.id);
        return;
    }
    const QByteArray text = part.toByteArray().trimmed();
    if (!text.startsWith(':')) {
        if (!text.isEmpty())
            m_commit = text;
        return;
    }
    const QList<QByteArray> words = text.split(' ');
    m_change = words.size() < 2 ? QByteArray("?") : words[words.size() - 2];
}

void SecretHistory::takeName(const QByteArray &path)
{
    if (path.size() < leastNamedSecret)
        return;
    const QString name = QFile::decodeName(path);
    for (const SecretMatch &match : secretsInName(name))
        if (!m_ledger.fingerprints.contains(match.sha256) && !m_allow.allowsPath(name)
            && !m_allow.allowsSecret(match.sha256))
            m_otherPlaces[match.sha256] = {.match = match, .path = name, .commit = QString::fromLatin1(m_commit)};
}

void SecretHistory::placeOf(const QByteArray &id, const QString &path, const QString &commit)
{
    const bool isAllowed = m_allow.allowsPath(path);
    for (const SecretMatch &match : m_found[id]) {
        Place &place = m_places[match.sha256];
        if (isAllowed)
            place.isAllowed = true;
        else
            place = {.match = match, .path = path, .commit = commit};
    }
}

void SecretHistory::report()
{
    m_seen.lfsMissing = std::int64_t(m_missing.size());
    for (const auto &[id, matches] : m_found) {
        const auto staged = m_tree.staged.constFind(QByteArray::fromHex(id));
        for (const SecretMatch &match : matches) {
            const auto found = m_places.find(match.sha256);
            if (found == m_places.end())
                continue; // told already
            Place place = found->second;
            if (place.commit.isEmpty() && staged == m_tree.staged.constEnd() && !place.isAllowed)
                place.path = QStringLiteral("(blob %1)").arg(QString::fromLatin1(id.left(12)));
            if (staged != m_tree.staged.constEnd()) { // in the index, while the file says something else
                place = {.match = match, .path = *staged};
                place.isAllowed = m_allow.allowsPath(place.path);
            }
            if (place.path.isEmpty() || m_allow.allowsPath(place.path)) {
                ++m_ledger.allowed;
            } else {
                m_ledger.add(place.match, place.path, place.commit);
                m_otherPlaces.erase(match.sha256);
            }
            m_places.erase(found);
        }
    }
    for (const auto &[sha256, place] : m_otherPlaces)
        m_ledger.add(place.match, place.path, place.commit);
    const Done done = std::exchange(m_done, {});
    done(m_seen); // may end this
}

void SecretHistory::end(const GitTrouble &trouble)
{
    const Done done = std::exchange(m_done, {});
    m_calls.cancelAll();
    if (done)
        done(tl::unexpected(trouble));
}

} // namespace hubwatch
