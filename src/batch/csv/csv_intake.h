// CsvIntake: takes a file of rows into a job's folder, a slice at a time.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "batch/csv/csv_format.h"
#include "batch/csv/csv_parser.h"

#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

namespace hubwatch {

/// Which file a job was planned from.
struct JobInput {
    QString path = {}; ///< where it lay; a search has none
    QString name = {}; ///< "lifecycle-fix.csv", or "search of contacts"
    CsvFormat format = {};
    std::int64_t bytes = 0;
    QString sha256 = {};                     ///< hex, of the file as it was
    std::optional<TimePoint> changedAt = {}; ///< the file's own time when it was read
    QString search = {};                     ///< the body of the search it came from, JSON; empty for a file

    bool operator==(const JobInput &) const = default;
};

/// Reads `path` once: hashes it, decodes it, writes the UTF-8 copy that the job works on from then on, and parses it.
/// Memory does not grow with the file. The copy belongs to its owner alone (0600).
class CsvIntake
{
public:
    /// An empty `copyPath` keeps no copy. Errors: missing, a folder, no permission, empty: Storage or Malformed.
    static Result<std::unique_ptr<CsvIntake>> open(const QString &path, const QString &copyPath,
                                                   std::optional<CsvFormat> format = {});
    ~CsvIntake();

    /// Reads about `bytes` more. true: there is more to read. The header comes first, as row 0.
    Result<bool> step(qint64 bytes, const CsvParser::Seen &seen);
    double share() const; ///< of the file that was read, 0..1
    /// Complete after the last step; the copy is then on disk (fsync).
    const JobInput &input() const;

private:
    struct Private;
    explicit CsvIntake(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

/// The first rows of a file, for whoever looks at it: nothing is written.
struct CsvLook {
    CsvFormat format = {};
    QStringList header = {};
    std::vector<QStringList> rows = {}; ///< at most 50
    std::int64_t bytes = 0;
    std::int64_t rowsAbout = 0; ///< by the length of the first ones
    QString problem = {};       ///< why it could not be read (further), position first

    bool operator==(const CsvLook &) const = default;
};
CsvLook lookAtCsv(const QString &path, std::optional<CsvFormat> format = {});
/// How a file is written, as formatOf() tells by its first bytes; a file that cannot be read is like an empty one.
CsvFormat fileFormat(const QString &path, std::optional<CsvFormat::Encoding> encoding, std::optional<char> delimiter);
/// The file's SHA-256 as hex, in constant memory.
Result<QString> fileSha256(const QString &path);

} // namespace hubwatch
