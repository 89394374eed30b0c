#include "batch/csv/csv_output.h"

#include <QDir>
#include <QFileInfo>
#include <filesystem>
#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace hubwatch {

namespace {

bool isOnDisk(const QFile &file)
{
#ifdef Q_OS_WIN
    return _commit(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

/// The new name is on disk when its folder is.
void flushFolder([[maybe_unused]] const QString &path)
{
#ifndef Q_OS_WIN
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
#endif
}

} // namespace

CsvOutput::~CsvOutput()
{
    if (m_part.isOpen())
        m_part.remove();
}

Result<void> CsvOutput::open(const QString &path)
{
    m_path = path;
    if (QFileInfo(path).isDir())
        return cannot(QStringLiteral("there is a folder of that name"));
    m_part.setFileName(path + QStringLiteral(".part"));
    m_part.remove(); // what a crash has left
    if (!m_part.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return cannot(m_part.errorString());
    return {};
}

Result<void> CsvOutput::write(std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_part.write(bytes.data(), size) != size)
        return cannot(m_part.errorString());
    return {};
}

Result<void> CsvOutput::complete()
{
    if (!isOnDisk(m_part))
        return cannot(QStringLiteral("the disk did not take it"));
    m_part.close();
    std::error_code problem;
    std::filesystem::rename(QFileInfo(m_part).filesystemFilePath(), QFileInfo(m_path).filesystemFilePath(), problem);
    if (problem) {
        m_part.remove();
        return cannot(QString::fromStdString(problem.message()));
    }
    flushFolder(QFileInfo(m_path).absolutePath());
    return {};
}

tl::unexpected<Error> CsvOutput::cannot(const QString &why) const
{
    return fail(Error::Kind::Storage,
                QStringLiteral("%1 cannot be written: %2").arg(QDir::toNativeSeparators(m_path), why));
}

} // namespace hubwatch
