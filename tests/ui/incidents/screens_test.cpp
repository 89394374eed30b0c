// The states of the Incidents page as pictures, light and dark, in two sizes.
#include "support/window_states.h"
#include "ui/incidents/page_bench.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme_switch.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QPainter>
#include <QScrollArea>
#include <QTextDocument>

namespace hubwatch::ui {

namespace {

struct IncidentScreen {
    const char *name;
    Snapshot (*snapshot)();
    qint64 incident = 0;
    bool probed = false;
};

const QString incidentPictures = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");

class IncidentScreensTest : public ::testing::TestWithParam<IncidentScreen>
{ };

} // namespace

TEST_P(IncidentScreensTest, IsDrawnInBothThemesAndSizes)
{
    QDir().mkpath(incidentPictures);
    testing::IncidentsBench bench;
    for (const bool dark : {true, false}) {
        QSettings().setValue(QStringLiteral("window/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
        MainWindow window(bench.console);
        window.show();
        bench.console.show(GetParam().snapshot());
        window.goTo(Page::Incidents);
        auto *page = window.findChild<IncidentsPage *>();
        ASSERT_NE(page, nullptr);
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            window.resize(size);
            QTest::qWait(60);
            page->select(GetParam().incident);
            bench.console.show(*bench.console.snapshot());
            bench.answerAll();
            if (GetParam().probed) {
                QTest::keyClick(page, Qt::Key_P);
                for (const QString &account : QStringList(bench.desk().probes))
                    emit bench.desk().probed(testing::cannedProbe(account));
            }
            QTest::qWait(120); // layouts follow each other through several rounds of events
            const QString path = QStringLiteral("%1/%2-%3-%4.png")
                                     .arg(incidentPictures, QString::fromLatin1(GetParam().name),
                                          dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                     .arg(size.width());
            EXPECT_TRUE(window.grab().save(path)) << path.toStdString();
            if (GetParam().probed) // what has to be scrolled to as well
                page->findChild<QScrollArea *>(QStringLiteral("incidentArea"))
                    ->widget()
                    ->grab()
                    .save(QString(path).replace(QStringLiteral("probed"), QStringLiteral("inside")));
        }
    }
}

TEST(HandoverScreenTest, IsDrawnForPaperWhateverTheWindowLooksLike)
{
    QDir().mkpath(incidentPictures);
    testing::IncidentsBench bench;
    QSettings().setValue(QStringLiteral("window/theme"), QStringLiteral("dark"));
    MainWindow window(bench.console); // brings the dark theme
    bench.open();
    for (const char *format : {"html", "pdf"}) {
        const QString path = QStringLiteral("%1/handover.%2").arg(incidentPictures, QLatin1StringView(format));
        QFile::remove(path);
        bench.page.findChild<QAction *>(QStringLiteral("handover-") + QLatin1StringView(format))->trigger();
        auto *dialog = bench.page.findChild<QFileDialog *>(QStringLiteral("handoverDialog"));
        ASSERT_NE(dialog, nullptr);
        emit dialog->fileSelected(path);
        delete dialog;
        emit bench.desk().ledgerFound(testing::cannedLedger(bench.desk().ledgerQueries.back()));
        bench.answerAll();
        EXPECT_TRUE(QFile::exists(path));
    }
    QFile file(incidentPictures + QStringLiteral("/handover.html"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString html = QString::fromUtf8(file.readAll());
    const QString head = QStringLiteral("data:image/png;base64,");
    const auto from = html.indexOf(head) + head.size();
    const QByteArray png = QByteArray::fromBase64(html.mid(from, html.indexOf(u'"', from) - from).toLatin1());
    const QImage chart = QImage::fromData(png, "PNG");
    ASSERT_FALSE(chart.isNull());
    EXPECT_GT(chart.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixelColor(0, 0).lightness(), 200)
        << "dark on paper";
    EXPECT_TRUE(chart.save(incidentPictures + QStringLiteral("/handover-chart.png")));
    QTextDocument paper;
    paper.setHtml(html);
    paper.setTextWidth(794);
    QImage page(794, int(paper.size().height()), QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    paper.drawContents(&painter);
    painter.end();
    EXPECT_TRUE(page.save(incidentPictures + QStringLiteral("/handover-page.png")));
}

INSTANTIATE_TEST_SUITE_P(States, IncidentScreensTest,
                         ::testing::Values(IncidentScreen{"incident-live", testing::alertingSnapshot, 18},
                                           IncidentScreen{"incident-probed", testing::alertingSnapshot, 18, true},
                                           IncidentScreen{"incident-resolved", testing::alertingSnapshot, 17},
                                           IncidentScreen{"incidents-empty", testing::quietSnapshot},
                                           IncidentScreen{"incidents-first-run", testing::firstRunSnapshot}),
                         [](const auto &test) {
                             return QString::fromLatin1(test.param.name).remove(u'-').toStdString();
                         });

} // namespace hubwatch::ui
