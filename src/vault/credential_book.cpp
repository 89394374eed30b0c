#include "vault/credential_json.h"

#include "base/write_file.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QRandomGenerator>
#include <array>

namespace hubwatch {

namespace {

constexpr auto lockPatience = 5s;

QString bookPath(const QString &directory)
{
    return QDir(directory).filePath(QStringLiteral("credentials.json"));
}

CredentialBook freshBook()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return {.salt = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random))};
}

/// Under a name that no file has yet.
QString setAside(const QString &path)
{
    for (int number = 1; number < 100; ++number) {
        const QString other = path + QStringLiteral(".broken-%1").arg(number);
        if (!QFile::exists(other) && QFile::rename(path, other))
            return other;
    }
    return {};
}

/// Storage when there is a file and it can be neither read nor moved: then it must not be written over.
Result<LoadedBook> readBook(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return LoadedBook{.book = freshBook()};
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: cannot be read: %2; make it yours again").arg(path, file.errorString()));
    Result<CredentialBook> book = parseCredentialBook(file.readAll());
    file.close();
    if (book)
        return LoadedBook{.book = std::move(*book)};
    const QString aside = setAside(path);
    if (aside.isEmpty())
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: %2; it cannot be moved away either").arg(path, book.error().detail));
    return LoadedBook{.book = freshBook(),
                      .notice = QStringLiteral("%1: %2; set aside as %3: verify the credentials again to bind them")
                                    .arg(path, book.error().detail, aside)};
}

Result<void> writeBook(const QString &path, const CredentialBook &book)
{
    const Result<void> written = writeFile(path, credentialBookJson(book), ownerOnly);
    if (written)
        return {};
    return fail(Error::Kind::Storage,
                QStringLiteral("%1: cannot be written: %2; make room or choose another --data-dir")
                    .arg(path, written.error().detail));
}

} // namespace

LoadedBook loadCredentialBook(const QString &directory)
{
    if (directory.isEmpty())
        return {.book = freshBook()};
    Result<LoadedBook> loaded = readBook(bookPath(directory));
    if (!loaded)
        return {.book = freshBook(), .notice = loaded.error().detail};
    return *loaded;
}

Result<CredentialBook> changeCredentialBook(const QString &directory,
                                            const std::function<void(CredentialBook &)> &change)
{
    if (directory.isEmpty()) {
        CredentialBook book = freshBook();
        change(book);
        return book;
    }
    if (!QDir().mkpath(directory))
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: cannot be made a folder; choose another --data-dir").arg(directory));
    QLockFile lock(bookPath(directory) + QStringLiteral(".lock"));
    if (!lock.tryLock(int(Duration(lockPatience).count())))
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: another Hubwatch holds it; try again, or remove the lock file beside it")
                        .arg(bookPath(directory)));
    Result<LoadedBook> loaded = readBook(bookPath(directory));
    if (!loaded)
        return tl::unexpected(loaded.error());
    change(loaded->book);
    if (const Result<void> written = writeBook(bookPath(directory), loaded->book); !written)
        return tl::unexpected(written.error());
    return loaded->book;
}

} // namespace hubwatch
