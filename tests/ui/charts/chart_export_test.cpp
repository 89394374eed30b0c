#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/chart_export.h"

#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

ExportStamp stamp()
{
    const TimePoint now = testing::cannedNow();
    return {.from = now - 1h,
            .to = now,
            .zone = Zone::Local,
            .source = QStringLiteral("hubwatch.toml, 5 services"),
            .madeAt = now};
}

struct CellCase {
    const char *name;
    const char *text;
    const char *cell;
};

class CsvCellTest : public ::testing::TestWithParam<CellCase>
{ };

TEST_P(CsvCellTest, IsQuotedAndHarmless)
{
    EXPECT_EQ(csvCell(QString::fromUtf8(GetParam().text)), QString::fromUtf8(GetParam().cell));
}

INSTANTIATE_TEST_SUITE_P(Texts, CsvCellTest,
                         ::testing::Values(CellCase{"Plain", "contacts-sync", "contacts-sync"},
                                           CellCase{"Comma", "a,b", "\"a,b\""},
                                           CellCase{"Quote", "a \"b\"", "\"a \"\"b\"\"\""},
                                           CellCase{"Formula", "=HYPERLINK(1)", "'=HYPERLINK(1)"},
                                           CellCase{"Plus", "+1", "'+1"}, CellCase{"Minus", "-cmd", "'-cmd"},
                                           CellCase{"At", "@sum", "'@sum"}, CellCase{"Empty", "", ""}),
                         [](const auto &test) { return test.param.name; });

TEST(CsvTest, HoldsEveryPointUnroundedAndEveryGap)
{
    ChartAnswer answer;
    const TimePoint at = testing::cannedNow();
    const QString name = QStringLiteral("alpha");
    answer.lines = {{name, name, {{{.at = at, .value = -0.0723456789012345, .low = 2, .n = 2451}}}}};
    answer.gaps = {{at + 1min, at + 2min, name, QStringLiteral("=refused, twice")}};
    PanelSpec spec{.key = QStringLiteral("api.error_rate"), .unit = Unit::Ratio};
    const QString csv = QString::fromUtf8(
        csvOf({{spec, QStringLiteral("Errors: 7.2 %."), std::make_shared<const ChartAnswer>(answer)}}, stamp()));
    const QStringList lines = csv.split(u'\n');
    ASSERT_EQ(lines.size(), 6);
    EXPECT_EQ(lines[0], QStringLiteral("# ") + stampText(stamp()));
    EXPECT_EQ(lines[1], QStringLiteral("# Errors: 7.2 %."));
    EXPECT_EQ(lines[2], QStringLiteral("time_utc,time_jst,panel,line,service,value,low,high,n,unit,note"));
    EXPECT_EQ(lines[3],
              QStringLiteral("2026-11-23T00:41:07.000Z,2026-11-23 09:41:07.000,api.error_rate,alpha,alpha,"
                             "-0.0723456789012345,2,,2451,ratio,"));
    EXPECT_EQ(lines[4],
              QStringLiteral("2026-11-23T00:42:07.000Z,2026-11-23 09:42:07.000,api.error_rate,alpha,alpha,,,,,"
                             "ratio,\"no data: =refused, twice\""));
}

TEST(StampTest, NamesRangeZoneAndSource)
{
    EXPECT_EQ(stampText(stamp()),
              QStringLiteral("2026-11-23 08:41:07 – 2026-11-23 09:41:07 JST · hubwatch.toml, 5 services · "
                             "Hubwatch, made 2026-11-23 09:41:07 JST"));
    EXPECT_EQ(exportName(QStringLiteral("Auth failures 401 / 403"), stamp(), QStringLiteral("png")),
              QStringLiteral("hubwatch-auth-failures-401-403-2026-11-23-0941.png"));
}

TEST(PictureTest, IsTwiceAsFineAndStamped)
{
    QLabel widget(QStringLiteral("chart"));
    widget.resize(200, 100);
    const QImage image = imageOf(widget, stamp());
    EXPECT_EQ(image.width(), 400);
    EXPECT_GT(image.height(), 200);
    EXPECT_EQ(image.text(QStringLiteral("Description")), stampText(stamp()));
}

TEST(PictureTest, IsWellFormedSvg)
{
    QLabel widget(QStringLiteral("chart"));
    widget.resize(200, 100);
    QXmlStreamReader xml(svgOf(widget, stamp(), QStringLiteral("Errors")));
    bool described = false;
    while (!xml.atEnd()) {
        if (xml.readNextStartElement() && xml.name() == u"desc")
            described = xml.readElementText() == stampText(stamp());
        else
            xml.readNext();
        if (described)
            break;
    }
    EXPECT_TRUE(described) << xml.errorString().toStdString();
}

TEST(WriteExportTest, SaysWhichFileCouldNotBeWritten)
{
    const QTemporaryDir folder;
    const QString good = folder.filePath(QStringLiteral("a.csv"));
    EXPECT_TRUE(writeExport(good, "x"));
    QFile file(good);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), QByteArray("x"));
    const auto bad = writeExport(folder.filePath(QStringLiteral("no/such/a.csv")), "x");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(bad.error().detail.contains(QStringLiteral("no/such/a.csv: ")));
}

} // namespace
} // namespace hubwatch::ui
