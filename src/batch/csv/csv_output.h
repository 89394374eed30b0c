// CsvOutput: a file that takes its name when it is complete.
#pragma once

#include "base/result.h"

#include <QFile>
#include <string_view>

namespace hubwatch {

/// Until complete() it stands beside its place as NAME.part, readable by its owner alone, and goes with this object.
/// What stands at its place stays there meanwhile.
class CsvOutput
{
public:
    CsvOutput() = default;
    ~CsvOutput();
    Q_DISABLE_COPY_MOVE(CsvOutput)

    Result<void> open(const QString &path);
    Result<void> write(std::string_view bytes);
    /// On disk and under its name, or not at all.
    Result<void> complete();

private:
    tl::unexpected<Error> cannot(const QString &why) const;

    QString m_path = {};
    QFile m_part = {};
};

} // namespace hubwatch
