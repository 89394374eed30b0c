// report_samples FOLDER: a report of each format, of a readiness with every outcome, for the checks of their schemas.
#include "checklist/reports/report.h"

#include "readiness_sample.h"

#include <QFile>

using namespace hubwatch;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Json,
                                      ReportFormat::Junit, ReportFormat::Sarif, ReportFormat::Csv}) {
        QFile file(QStringLiteral("%1/report.%2").arg(QString::fromLocal8Bit(argv[1]), reportSuffix(format)));
        const QByteArray text = reportText(hubwatch::testing::sampleReadiness(), format);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return 1;
    }
    return 0;
}
