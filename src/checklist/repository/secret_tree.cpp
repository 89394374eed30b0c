#include "checklist/repository/secret_tree.h"

#include "checklist/repository/dotenv_name.h"
#include "checklist/repository/lfs_pointer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr qint64 treeSlice = 8; // milliseconds
constexpr qsizetype treePiece = 64 * 1024;

QString nameOf(const QByteArray &path)
{
    return QFile::decodeName(path);
}

} // namespace

SecretTree::SecretTree(ProcessRunner &processes, Clock &clock, GitRepository repository, const SecretAllow &allow,
                       SecretLedger &ledger)
    : m_processes(processes)
    , m_clock(clock)
    , m_repository(std::move(repository))
    , m_allow(allow)
    , m_ledger(ledger)
    , m_piece(treePiece, Qt::Uninitialized)
{ }

void SecretTree::run(Duration deadline, std::function<void(double share)> progress, Done done)
{
    m_deadline = deadline;
    m_progress = std::move(progress);
    m_done = std::move(done);
    listTracked();
}

/// Asks `git ls-files`, which answers with parts that end with NUL.
void SecretTree::list(const QStringList &arguments, std::function<void(QByteArrayView)> part,
                      std::function<void()> then)
{
    const Duration left = std::max(Duration(1s), m_deadline - m_clock.uptime());
    const ProcessRequest request = gitRequest(
        m_repository.root, QStringList{QStringLiteral("ls-files"), QStringLiteral("-z")} + arguments, left);
    const auto splitter = std::make_shared<PieceSplitter>('\0');
    m_processes.stream(
        request, m_calls.context(),
        [splitter, part = std::move(part)](const QByteArray &piece) { splitter->take(piece, part); },
        [this, request, then = std::move(then)](const Result<ProcessOutcome> &result) {
            if (!result)
                return end(gitTrouble(m_repository.root, request, result.error()));
            if (result->exitCode != 0)
                return end(gitTrouble(m_repository.root, request, *result));
            then();
        });
}

void SecretTree::listTracked()
{
    list(
        {QStringLiteral("--stage")}, [this](QByteArrayView entry) { takeEntry(entry); }, [this] { listOthers(); });
}

/// "100644 ID 0\tPATH"
void SecretTree::takeEntry(QByteArrayView entry)
{
    const qsizetype tab = entry.indexOf('\t');
    const QList<QByteArray> words = entry.first(std::max<qsizetype>(0, tab)).toByteArray().split(' ');
    if (words.size() != 3)
        return;
    const QByteArray path = entry.sliced(tab + 1).toByteArray();
    if (words[0] == "160000") {
        m_seen.submodules << nameOf(path);
        return;
    }
    const QByteArray id = QByteArray::fromHex(words[1]);
    m_seen.staged.insert(id, nameOf(path));
    const bool isLink = words[0] == "120000";
    const bool isConflict = !m_files.empty() && m_files.back().path == path; // once a side
    if (!isLink && !isConflict)
        m_files.push_back({path, words[2] == "0" ? id : QByteArray()});
}

void SecretTree::listOthers()
{
    list(
        {QStringLiteral("--others"), QStringLiteral("--exclude-standard")},
        [this](QByteArrayView path) {
            if (path.endsWith('/')) // with a .git of its own
                m_seen.submodules << nameOf(path.chopped(1).toByteArray());
            else
                m_files.push_back({path.toByteArray(), {}});
        },
        [this] { listIgnored(); });
}

void SecretTree::listIgnored()
{
    list(
        {QStringLiteral("--others"), QStringLiteral("--ignored"), QStringLiteral("--exclude-standard"),
         QStringLiteral("--directory")},
        [this](QByteArrayView path) {
            if (const QString name = nameOf(path.toByteArray()); isDotenvPath(name))
                m_seen.ignoredDotenv << name;
        },
        [this] { readOn(); });
}

void SecretTree::readOn()
{
    if (m_clock.uptime() > m_deadline)
        return end(
            {Outcome::Error,
             QStringLiteral("the time was up when %1 of %2 files had been read").arg(m_next).arg(m_files.size())});
    QElapsedTimer watch;
    watch.start();
    while (readSome(watch))
        if (watch.elapsed() >= treeSlice) {
            m_progress(double(m_next) / double(m_files.size()));
            return m_clock.after(0ms, m_calls.context(), [this] { readOn(); });
        }
    const Done done = std::exchange(m_done, {});
    done(std::move(m_seen)); // may end this
}

/// Reads a piece or begins a file; false when all have been read.
bool SecretTree::readSome(const QElapsedTimer &watch)
{
    if (m_open == nullptr) {
        if (m_next == m_files.size())
            return false;
        open(m_files[m_next]);
    }
    while (m_open != nullptr && watch.elapsed() < treeSlice) {
        const qint64 count = m_open->read(m_piece.data(), m_piece.size());
        if (count < 0)
            m_seen.unreadable << QStringLiteral("%1: %2").arg(nameOf(m_files[m_next].path), m_open->errorString());
        const auto piece = QByteArrayView(m_piece).first(std::max<qint64>(0, count));
        m_isPointer = m_isPointer || lfsPointer(QByteArray::fromRawData(piece.data(), piece.size()));
        m_document.take(piece);
        if (m_hash)
            m_hash->addData(piece);
        if (count < m_piece.size())
            finishFile();
    }
    return true;
}

void SecretTree::open(const File &file)
{
    const QString name = nameOf(file.path);
    if (m_allow.hasPaths() && m_allow.allowsPath(name)) {
        ++m_seen.allowedFiles;
        return settle(file, false); // its blob may have had another path once
    }
    for (const SecretMatch &match : secretsInName(name))
        if (!m_ledger.isAllowed(m_allow, match))
            m_ledger.add(match, name, {});
    const QString path = m_repository.root + u'/' + name;
    const QFileInfo about(path);
    // Gone from the working copy, or named in bytes that are no text: its blob is read with the history.
    if (about.isSymLink() || !about.isFile())
        return settle(file, false);
    auto opened = std::make_unique<QFile>(path);
    if (opened->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        m_open = std::move(opened);
        m_hash.reset();
        m_isPointer = false;
        if (!file.id.isEmpty()) {
            m_hash.emplace(file.id.size() == 32 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1);
            m_hash->addData("blob " + QByteArray::number(m_open->size()) + '\0');
        }
        return;
    }
    m_seen.unreadable << QStringLiteral("%1: %2").arg(name, opened->errorString());
    settle(file, false);
}

void SecretTree::finishFile()
{
    m_open.reset();
    const File &file = m_files[m_next];
    const std::vector<SecretMatch> matches = m_document.finish();
    ++m_seen.files;
    if (m_document.isBinary()) {
        ++m_seen.binaries;
        if (isDotenvPath(nameOf(file.path)))
            m_seen.opaque << nameOf(file.path);
    }
    for (const SecretMatch &match : matches)
        if (!m_ledger.isAllowed(m_allow, match))
            m_ledger.add(match, nameOf(file.path), {});
    settle(file, !m_isPointer); // what it points to is looked for with the history
}

bool SecretTree::isAsInTheIndex(const File &file)
{
    return m_hash && m_hash->result() == file.id;
}

void SecretTree::settle(const File &file, bool read)
{
    if (read && isAsInTheIndex(file)) {
        m_seen.done.insert(file.id);
        m_seen.staged.remove(file.id);
    }
    ++m_next;
}

void SecretTree::end(const GitTrouble &trouble)
{
    const Done done = std::exchange(m_done, {});
    m_calls.cancelAll();
    done(tl::unexpected(trouble));
}

} // namespace hubwatch
