// A job's rows come out of its copy of the file, by number, as they go out.
#include "batch/row_source.h"

#include "batch/csv/csv_rows.h"
#include "batch/row_check.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

TEST(FileRows, AreThoseAskedForInTheirOrder)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"input.csv"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("Id,City\n7,Osaka\n8,Kobe\n9,Nara\n");
    file.close();
    const auto rows = CsvRows::open(path, ',', {});
    ASSERT_TRUE(rows.has_value());
    const JobSpec spec{.idColumn = u"Id"_s, .mapping = {{.column = u"City"_s, .property = u"city"_s}}};
    const std::vector<PropertyDefinition> definitions{{.name = u"city"_s, .type = u"string"_s}};
    const RowCheck check(spec, (*rows)->header(), definitions);
    const auto source = fileRows(**rows, check);
    const std::vector<std::int64_t> numbers{1, 3};
    const auto read = source->rows(numbers);
    ASSERT_TRUE(read.has_value());
    QStringList shown;
    for (const JobRow &row : *read) {
        for (const PropertyValue &value : row.values)
            shown << u"%1 %2 %3=%4"_s.arg(row.row).arg(row.key, value.property, value.value);
    }
    EXPECT_EQ(shown, (QStringList{u"1 7 city=Osaka"_s, u"3 9 city=Nara"_s}));
    const std::vector<std::int64_t> missing{4};
    EXPECT_FALSE(source->rows(missing).has_value());
}

} // namespace
} // namespace hubwatch
