// main() of the window's test programs: offscreen, one pinned font, one pinned zone.
#include <QApplication>
#include <QFontDatabase>
#include <gtest/gtest.h>

int main(int argc, char **argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "Asia/Tokyo"); // no summer time, and never equal to UTC
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("fusion"));
    QFont font(QStringLiteral("Noto Sans"));
    font.setPointSize(10);
    QApplication::setFont(font);
    return RUN_ALL_TESTS();
}
