#include "batch/csv/csv_intake.h"

#include "batch/csv/csv_output.h"
#include "batch/csv/csv_text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qint64 intakeSlice = 1024 * 1024;
constexpr qint64 intakeHead = 64 * 1024;

QString intakeNumber(std::int64_t number)
{
    return QLocale(QLocale::English).toString(qlonglong(number));
}

TimePoint lastWrittenAt(const QFileInfo &file)
{
    return TimePoint(Duration(file.lastModified().toMSecsSinceEpoch()));
}

/// Opens what has an end: a device or a pipe could keep us waiting for it.
Result<void> openFileOfRows(QFile &file)
{
    const QFileInfo about(file.fileName());
    const QString shown = QDir::toNativeSeparators(file.fileName());
    if (!about.exists())
        return fail(Error::Kind::Storage, QStringLiteral("there is no file %1").arg(shown));
    if (about.isDir())
        return fail(Error::Kind::Storage, QStringLiteral("%1 is a folder; choose a file in it").arg(shown));
    if (!about.isFile())
        return fail(Error::Kind::Storage, QStringLiteral("%1 is not a file").arg(shown));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Storage, QStringLiteral("%1 cannot be read: %2").arg(shown, file.errorString()));
    return {};
}

/// What was chosen, with the byte order mark that is really there.
CsvFormat formatFor(const QByteArray &head, const std::optional<CsvFormat> &chosen)
{
    const CsvFormat looked = formatOf(head);
    CsvFormat format = chosen.value_or(looked);
    format.bomBytes = format.encoding == looked.encoding ? looked.bomBytes : 0;
    return format;
}

/// The way out, by what the bytes behind a fault look like.
QString encodingAdvice(CsvFormat::Encoding encoding, const QByteArray &bytes)
{
    CsvFormat::Encoding other = formatOf(bytes).encoding;
    if (other == encoding && encoding == CsvFormat::Encoding::Utf8)
        return QStringLiteral("the rest is, so a byte is damaged: mend it there, or save the file as UTF-8 again");
    if (other == encoding)
        other = CsvFormat::Encoding::Utf8;
    return QStringLiteral("choose %1, or save the file as UTF-8").arg(encodingName(other));
}

} // namespace

struct CsvIntake::Private {
    Private(const QString &path, const CsvFormat &format)
        : file(path)
        , decoder(format.encoding)
        , parser(format.delimiter)
    { }

    Result<QByteArray> readSlice(qint64 most);
    Result<bool> takeSlice(const QByteArray &slice, const CsvParser::Seen &seen);
    Result<bool> finish(const CsvParser::Seen &seen);
    tl::unexpected<Error> notText(const QByteArray &slice) const;
    tl::unexpected<Error> changed(const QString &how) const;

    QFile file;
    CsvText decoder;
    CsvParser parser;
    std::unique_ptr<CsvOutput> copy = {};
    QCryptographicHash hash = QCryptographicHash(QCryptographicHash::Sha256);
    std::string text = {};
    std::int64_t taken = 0;
    JobInput input = {};
};

/// At most what was there when it was opened; fewer bytes than asked for are a fault, unless that is the end.
Result<QByteArray> CsvIntake::Private::readSlice(qint64 most)
{
    QByteArray slice(std::min({most, intakeSlice, qint64(input.bytes - taken)}), Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < slice.size()) {
        const qint64 count = file.read(slice.data() + filled, slice.size() - filled);
        if (count < 0)
            return fail(Error::Kind::Storage,
                        QStringLiteral("byte %1: %2 cannot be read: %3")
                            .arg(intakeNumber(taken + filled + 1), input.name, file.errorString()));
        if (count == 0)
            return changed(QStringLiteral("it ended after %1 bytes of %2")
                               .arg(intakeNumber(taken + filled), intakeNumber(input.bytes)));
        filled += count;
    }
    return slice;
}

Result<bool> CsvIntake::Private::takeSlice(const QByteArray &slice, const CsvParser::Seen &seen)
{
    hash.addData(slice);
    std::string_view bytes(slice.constData(), static_cast<std::size_t>(slice.size()));
    if (taken < input.format.bomBytes)
        bytes.remove_prefix(
            std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(input.format.bomBytes - taken)));
    taken += slice.size();
    text.clear();
    const bool isText = decoder.take(bytes, text);
    if (copy != nullptr) {
        if (const Result<void> written = copy->write(text); !written)
            return tl::unexpected(written.error());
    }
    const Result<bool> parsed = parser.take(text, seen);
    // The rows before the fault come first: one of them may be at fault itself.
    if (parsed && *parsed && !isText)
        return notText(slice);
    return parsed;
}

/// Answers true when everything is done; false when `seen` wanted to stop before.
Result<bool> CsvIntake::Private::finish(const CsvParser::Seen &seen)
{
    if (!decoder.finish())
        return notText({});
    const Result<bool> parsed = parser.finish(seen);
    if (!parsed || !*parsed)
        return parsed;
    const QFileInfo now(input.path);
    if (now.size() != input.bytes || lastWrittenAt(now) != input.changedAt)
        return changed(QStringLiteral("it was written to"));
    if (copy != nullptr) {
        if (const Result<void> completed = copy->complete(); !completed)
            return tl::unexpected(completed.error());
        copy.reset();
    }
    input.sha256 = QString::fromLatin1(hash.result().toHex());
    return true;
}

tl::unexpected<Error> CsvIntake::Private::notText(const QByteArray &slice) const
{
    const std::int64_t at = decoder.taken() + input.format.bomBytes;
    const auto inSlice = std::max<qint64>(0, at - (taken - slice.size()));
    const QString position
        = QStringLiteral("line %1, byte %2 of the file: ").arg(intakeNumber(parser.line()), intakeNumber(at + 1));
    const QString name = encodingName(input.format.encoding);
    if (slice.isEmpty())
        return fail(Error::Kind::Malformed,
                    position
                        + QStringLiteral("the file ends within a character of %1; it was cut "
                                         "off, or is in another encoding")
                              .arg(name));
    return fail(Error::Kind::Malformed,
                position
                    + QStringLiteral("this is not %1; %2")
                          .arg(name, encodingAdvice(input.format.encoding, slice.mid(inSlice, intakeHead))));
}

tl::unexpected<Error> CsvIntake::Private::changed(const QString &how) const
{
    return fail(Error::Kind::Storage,
                QStringLiteral("%1 changed while it was read: %2; choose it again").arg(input.name, how));
}

CsvIntake::CsvIntake(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

CsvIntake::~CsvIntake() = default;

Result<std::unique_ptr<CsvIntake>> CsvIntake::open(const QString &path, const QString &copyPath,
                                                   std::optional<CsvFormat> format)
{
    QFile file(path);
    if (const Result<void> opened = openFileOfRows(file); !opened)
        return tl::unexpected(opened.error());
    const QByteArray head = file.read(intakeHead);
    const CsvFormat found = formatFor(head, format);
    if (head.size() <= found.bomBytes)
        return fail(Error::Kind::Malformed, QStringLiteral("%1 is empty").arg(QDir::toNativeSeparators(path)));
    if (!CsvText::canRead(found.encoding))
        return fail(Error::Kind::Malformed,
                    QStringLiteral("%1 is in %2, which this system cannot read; save it as UTF-8")
                        .arg(QDir::toNativeSeparators(path), encodingName(found.encoding)));
    file.close();

    auto parts = std::make_unique<Private>(path, found);
    if (const Result<void> opened = openFileOfRows(parts->file); !opened)
        return tl::unexpected(opened.error());
    const QFileInfo about(path);
    parts->input = {.path = path,
                    .name = about.fileName(),
                    .format = found,
                    .bytes = about.size(),
                    .changedAt = lastWrittenAt(about)};
    if (!copyPath.isEmpty()) {
        parts->copy = std::make_unique<CsvOutput>();
        if (const Result<void> opened = parts->copy->open(copyPath); !opened)
            return tl::unexpected(opened.error());
    }
    return std::unique_ptr<CsvIntake>(new CsvIntake(std::move(parts)));
}

Result<bool> CsvIntake::step(qint64 bytes, const CsvParser::Seen &seen)
{
    const std::int64_t until = d->taken + std::max<qint64>(bytes, 1);
    while (d->taken < d->input.bytes && d->taken < until) {
        const Result<QByteArray> slice = d->readSlice(until - d->taken);
        if (!slice)
            return tl::unexpected(slice.error());
        const Result<bool> goesOn = d->takeSlice(*slice, seen);
        if (!goesOn)
            return goesOn;
        if (!*goesOn)
            return true;
    }
    if (d->taken < d->input.bytes)
        return true;
    const Result<bool> isComplete = d->finish(seen);
    if (!isComplete)
        return isComplete;
    return !*isComplete;
}

double CsvIntake::share() const
{
    return static_cast<double>(d->taken) / static_cast<double>(d->input.bytes);
}

const JobInput &CsvIntake::input() const
{
    return d->input;
}

CsvFormat fileFormat(const QString &path, std::optional<CsvFormat::Encoding> encoding, std::optional<char> delimiter)
{
    QFile file(path);
    const bool opened = openFileOfRows(file).has_value();
    return formatOf(opened ? file.read(intakeHead) : QByteArray(), encoding, delimiter);
}

Result<QString> fileSha256(const QString &path)
{
    QFile file(path);
    if (const Result<void> opened = openFileOfRows(file); !opened)
        return tl::unexpected(opened.error());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray slice(intakeSlice, Qt::Uninitialized);
    for (;;) {
        const qint64 count = file.read(slice.data(), slice.size());
        if (count < 0)
            return fail(
                Error::Kind::Storage,
                QStringLiteral("%1 cannot be read: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
        if (count == 0)
            return QString::fromLatin1(hash.result().toHex());
        hash.addData(QByteArrayView(slice).first(count));
    }
}

} // namespace hubwatch
