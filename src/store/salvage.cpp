#include "store/salvage.h"

#include "base/log.h"
#include "base/time_text.h"
#include "store/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hubwatch {

namespace {

// Checking every page takes about a second per 300 MB, so a large file is checked only after a crash or not at all;
// damage in it is met, and counted, where it is read, and the mark left then has it checked at the next start.
constexpr qint64 alwaysChecked = 16'000'000;
constexpr qint64 checkedAfterACrash = 256'000'000;

QString walOf(const QString &path)
{
    return path + QStringLiteral("-wal");
}

bool worthChecking(const QString &path)
{
    const qint64 bytes = QFileInfo(path).size();
    const bool crashed = QFileInfo(walOf(path)).size() > 0; // SQLite removes it when the file is closed in peace
    return bytes <= alwaysChecked || QFileInfo::exists(suspectMarkOf(path)) || (crashed && bytes <= checkedAfterACrash);
}

Result<std::unique_ptr<Database>> freshFile(const QString &path, const FileLayout &layout)
{
    if (!path.isEmpty()) {
        for (const char *tail : {"", "-wal", "-shm", "-journal"})
            QFile::remove(path + QLatin1String(tail));
    }
    Result<std::unique_ptr<Database>> database = Database::open(path);
    if (!database)
        return database;
    for (const auto &step : {layout.create, layout.settings}) {
        if (Result<void> done = step(**database); !done)
            return tl::unexpected(done.error());
    }
    return database;
}

/// samples.db.damaged-20261123-080000, with a number behind it where that exists.
QString asideName(const QString &path)
{
    QString stamp = utcText(std::chrono::floor<Duration>(std::chrono::system_clock::now())).left(19);
    stamp.remove(QLatin1Char('-')).remove(QLatin1Char(':')).replace(QLatin1Char('T'), QLatin1Char('-'));
    const QString name = path + QStringLiteral(".damaged-") + stamp;
    QString free = name;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = name + QLatin1Char('-') + QString::number(number);
    return free;
}

Result<void> moved(const QString &from, const QString &to)
{
    for (const char *tail : {"-wal", "-shm", ""}) {
        const QString source = from + QLatin1String(tail);
        QFile file(source);
        if (QFileInfo::exists(source) && !file.rename(to + QLatin1String(tail)))
            return fail(Error::Kind::Storage,
                        QStringLiteral("%1: is damaged and cannot be set aside (%2); allow writing to the data folder")
                            .arg(QDir::toNativeSeparators(source), file.errorString()));
    }
    return {};
}

QString keptText(const QString &kept)
{
    return kept.isEmpty() ? QStringLiteral("Nothing in it could be read; a new one was begun.")
                          : QStringLiteral("Kept %1.").arg(kept);
}

Result<QString> copySamples(Database &from, Database &to)
{
    return copyReadable(from, to).map([](const Kept &kept) {
        return kept.scrapes == 0 && kept.events == 0 ? QString()
                                                     : QStringLiteral("%1 of %2 scrapes and %3 events")
                                                           .arg(kept.scrapes)
                                                           .arg(std::max(kept.scrapes, kept.scrapesBefore))
                                                           .arg(kept.events);
    });
}

/// The new file is made whole beside the old one before either is renamed.
Result<OpenedFile> replaced(const QString &path, const FileLayout &layout, const QString &reason)
{
    const QString fresh = path + QStringLiteral(".new");
    QString kept;
    {
        Result<std::unique_ptr<Database>> to = freshFile(fresh, layout);
        if (!to)
            return tl::unexpected(to.error());
        if (auto from = Database::open(path); from && QFileInfo(path).size() > 0) {
            // Lets SQLite read a file that is shorter than its header says.
            (void)(*from)->run("PRAGMA writable_schema = ON");
            (void)(*from)->run("PRAGMA query_only = ON");
            Result<QString> copied = layout.copy(**from, **to);
            if (!copied)
                return tl::unexpected(copied.error());
            kept = *copied;
        }
    }
    const QString aside = asideName(path);
    for (const auto &[from, to] : {std::pair(path, aside), std::pair(fresh, path)}) {
        if (Result<void> done = moved(from, to); !done)
            return tl::unexpected(done.error());
    }
    // Only now: cut short before this, the next start begins the salvage again.
    QFile::remove(suspectMarkOf(path));
    Result<std::unique_ptr<Database>> database = Database::open(path);
    if (!database)
        return tl::unexpected(database.error());
    if (Result<void> done = layout.settings(**database); !done)
        return tl::unexpected(done.error());
    const QString notice
        = QStringLiteral("%1 %2 and was set aside as %3. %4")
              .arg(QDir::toNativeSeparators(path), reason, QFileInfo(aside).fileName(), keptText(kept));
    qCWarning(logStore).noquote() << notice;
    return OpenedFile{.database = std::move(*database), .notice = notice};
}

Result<OpenedFile> created(const QString &path, const FileLayout &layout)
{
    if (path.isEmpty()) {
        Result<std::unique_ptr<Database>> database = freshFile(path, layout);
        if (!database)
            return tl::unexpected(database.error());
        return OpenedFile{.database = std::move(*database)};
    }
    const QString fresh = path + QStringLiteral(".new");
    // One left by a crash between setting aside and renaming holds what was kept; one cut short while it was made does
    // not.
    const bool usable = [&fresh, &layout] {
        if (QFileInfo(fresh).size() == 0)
            return false;
        const auto left = Database::open(fresh);
        return left && layout.state(**left, true) == FileState::Good;
    }();
    if (!usable) {
        if (const auto made = freshFile(fresh, layout); !made)
            return tl::unexpected(made.error());
    }
    if (Result<void> done = moved(fresh, path); !done)
        return tl::unexpected(done.error());
    return openFile(path, layout);
}

} // namespace

const FileLayout &samplesLayout()
{
    static const FileLayout layout{
        .state = fileState, .create = createTables, .settings = applySettings, .copy = copySamples};
    return layout;
}

Result<OpenedFile> openFile(const QString &path, const FileLayout &layout)
{
    if (path.isEmpty() || !QFileInfo::exists(path))
        return created(path, layout);
    if (QFileInfo(path).size() == 0)
        return replaced(path, layout, QStringLiteral("was empty"));

    const bool thorough = worthChecking(path);
    FileState state = FileState::Damaged;
    {
        Result<std::unique_ptr<Database>> database = Database::open(path);
        if (!database)
            return tl::unexpected(database.error());
        state = layout.state(**database, thorough);
        // Setting aside a sound file that is only locked or not ours to write would lose it from sight.
        if (state == FileState::Damaged && (*database)->refusal())
            return tl::unexpected(*(*database)->refusal());
        if (state == FileState::Good) {
            Result<void> set = layout.settings(**database);
            if (!set)
                return tl::unexpected(set.error());
            if (thorough)
                QFile::remove(suspectMarkOf(path));
            return OpenedFile{.database = std::move(*database)};
        }
    }
    switch (state) {
    case FileState::Newer:
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: was written by a newer Hubwatch; start that one, or name another data folder")
                        .arg(QDir::toNativeSeparators(path)));
    case FileState::Fresh:
    case FileState::Foreign: return replaced(path, layout, QStringLiteral("is no store of Hubwatch"));
    case FileState::Damaged:
    case FileState::Good: break;
    }
    return replaced(path, layout, QStringLiteral("was damaged"));
}

} // namespace hubwatch
