#include "ui/readiness/report_saver.h"

#include "ui/batch/wizard_parts.h"
#include "ui/readiness/readiness_words.h"
#include "ui/readiness/report_pdf.h"

#include <QDir>
#include <QMenu>
#include <QRegularExpression>
#include <utility>

namespace hubwatch::ui {

namespace {

/// What a file's name may hold everywhere.
QString fileText(const QString &text)
{
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9._-]+"));
    return QString(text.left(60)).replace(other, QStringLiteral("-"));
}

} // namespace

std::vector<ReportSaver::Kind> ReportSaver::kinds()
{
    const auto kind = [](ReportFormat format, const QString &title) {
        return Kind{.name = reportFormatName(format), .title = title, .suffix = reportSuffix(format), .format = format};
    };
    std::vector<Kind> kinds{kind(ReportFormat::Html, tr("HTML, one page…")),
                            {.name = QStringLiteral("pdf"),
                             .title = tr("PDF, one page…"),
                             .suffix = QStringLiteral("pdf"),
                             .format = ReportFormat::Html,
                             .pdf = true}};
    kinds.push_back(kind(ReportFormat::Markdown, tr("Markdown…")));
    kinds.push_back(kind(ReportFormat::Csv, tr("CSV…")));
    kinds.push_back(kind(ReportFormat::Json, tr("JSON…")));
    kinds.push_back(kind(ReportFormat::Junit, tr("JUnit, for CI…")));
    kinds.push_back(kind(ReportFormat::Sarif, tr("SARIF, for code scanning…")));
    return kinds;
}

ReportSaver::ReportSaver(Console &console, QWidget *page)
    : QObject(page)
    , m_console(console)
    , m_page(page)
    , m_menu(new QMenu(page))
{
    m_menu->setObjectName(QStringLiteral("reportMenu"));
    const std::vector<Kind> all = kinds();
    for (size_t at = 0; at < all.size(); ++at) {
        if (at == 4)
            m_menu->addSeparator(); // for people above, for machines below
        QAction *action = m_menu->addAction(all[at].title);
        action->setObjectName(QStringLiteral("report/") + all[at].name);
        connect(action, &QAction::triggered, this, [this, kind = all[at]] { offer(kind); });
    }
    connect(&m_console.readiness(), &ReadinessDesk::done, this, &ReportSaver::takeOutcome);
}

void ReportSaver::offer(const Kind &kind)
{
    if (m_service.isEmpty())
        return;
    const QString day = dayText(dayOf(QDate::currentDate()));
    const QString name = QStringLiteral("readiness-%1-%2.%3").arg(fileText(m_service), day, kind.suffix);
    askWhere(m_page, tr("Report of %1").arg(oneLine(m_service, 60)), name, kind.suffix,
             [this, kind](const QString &path) { save(kind, path); });
}

void ReportSaver::save(const Kind &kind, const QString &path)
{
    if (kind.pdf) {
        m_pdfPath = path;
        m_pdfService = m_service;
    }
    m_console.readiness().report({.service = m_service, .format = kind.format, .path = kind.pdf ? QString() : path});
}

void ReportSaver::takeOutcome(const ReadinessOutcome &outcome)
{
    if (outcome.command != ReadinessOutcome::Command::Report)
        return;
    const bool pdf = outcome.path.isEmpty() && outcome.service == m_pdfService && !m_pdfPath.isEmpty();
    const QString path = pdf ? std::exchange(m_pdfPath, {}) : outcome.path;
    if (!outcome.problem.isEmpty())
        return emit failed(outcome.problem);
    if (pdf) {
        const Result<void> written
            = writeReportPdf(path, outcome.report, tr("Readiness of %1").arg(oneLine(outcome.service, 60)));
        if (!written)
            return emit failed(
                tr("The report was not written: %1. Choose another folder.").arg(written.error().detail));
    }
    if (!path.isEmpty())
        emit saved(path);
}

} // namespace hubwatch::ui
