#include "vault/dotenv_reader.h"

#include "vault/credential_answer.h"
#include "vault/dotenv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hubwatch {

namespace {

constexpr qint64 largestDotenv = 1024 * 1024;

QString namesIn(const std::map<QString, Secret> &values)
{
    QStringList names;
    for (const auto &[name, value] : values)
        names += name;
    const QString shown = shownNames(names);
    return shown.isEmpty() ? QStringLiteral("it has none") : QStringLiteral("it has ") + shown;
}

Result<Secret> dotenvValue(const QString &path, const QString &name)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::Storage, QStringLiteral("there is no file %1").arg(path));
    // Whatever is no plain file could keep us waiting for its end.
    if (!QFileInfo(path).isFile() || file.size() > largestDotenv)
        return fail(Error::Kind::Storage, QStringLiteral("%1: expected a file of at most 1 MB").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, QStringLiteral("%1: cannot be read (%2)").arg(path, file.errorString()));
    QByteArray text = file.read(largestDotenv + 1);
    const Result<std::map<QString, Secret>> values = parseDotenv(text);
    wipe(text);
    if (!values)
        return fail(Error::Kind::Storage, path + QStringLiteral(": ") + values.error().detail);
    const auto found = values->find(name);
    if (found == values->end())
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1 has no variable %2; %3").arg(path, name, namesIn(*values)));
    if (found->second.isEmpty())
        return fail(Error::Kind::Storage, QStringLiteral("%1: the variable %2 is empty").arg(path, name));
    return found->second;
}

} // namespace

QString placeOfFile(const QString &path, const QString &folder)
{
    if (path == QLatin1StringView("~") || path.startsWith(QLatin1StringView("~/")))
        return QDir::cleanPath(QDir::homePath() + path.mid(1));
    return QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

DotenvReader::DotenvReader(QString folder)
    : m_folder(std::move(folder))
{ }

void DotenvReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    answerLater(context, std::move(reply), located(ref, dotenvValue(placeOfFile(ref.place, m_folder), ref.key)));
}

} // namespace hubwatch
