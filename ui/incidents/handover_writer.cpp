#include "ui/incidents/handover_writer.h"

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/plot_view.h"
#include "ui/incidents/incident_chart.h"
#include "ui/incidents/incident_words.h"
#include "ui/incidents/operator_name.h"
#include "ui/incidents/triage_feed.h"
#include "ui/incidents/without_secrets.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPainter>
#include <QStandardPaths>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr QSize paperChart(760, 250);
constexpr size_t mostCharts = 4;

/// What a deploy was called may hold anything.
ChartAnswerPtr withoutSecretsIn(const ChartAnswer &answer)
{
    ChartAnswer clean = answer;
    for (Event &mark : clean.marks) {
        mark.text = withoutSecrets(mark.text);
        mark.subject = withoutSecrets(mark.subject);
    }
    for (GapSpan &gap : clean.gaps)
        gap.why = withoutSecrets(gap.why);
    return std::make_shared<const ChartAnswer>(std::move(clean));
}

/// Drawn for paper: light, whatever the window looks like.
HandoverChart chartOf(const PanelSpec &spec, const ChartAnswer &answer, const QStringList &order)
{
    ChartPanel panel(spec);
    panel.setPalette(paletteOf(lightTheme()));
    // The window's style sheet keeps a palette from being handed down.
    for (QWidget *part : panel.findChildren<QWidget *>())
        part->setPalette(paletteOf(lightTheme()));
    panel.findChild<QWidget *>(QStringLiteral("panelMenu"))->hide(); // nothing to click on paper
    panel.setAnswer(withoutSecretsIn(answer), order, Zone::Local);
    panel.resize(paperChart);
    panel.plot().setGutters(panel.plot().wantedGutters());
    panel.ensurePolished();
    const QImage image = panel.grab().toImage();
    HandoverChart chart{.title = spec.title, .summary = panel.summary(), .size = image.size()};
    QBuffer buffer(&chart.png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return chart;
}

std::vector<PanelSpec> chartSpecs(const Incident &incident, const Snapshot &snapshot)
{
    std::vector<PanelSpec> specs;
    const auto add = [&](const QString &signal, const QStringList &services) {
        if (specs.size() < mostCharts && std::ranges::find(specs, signal, &PanelSpec::key) == specs.end())
            specs.push_back(incidentPanel(signal, services, snapshot));
    };
    add(mainSignal(incident), incident.services);
    for (const Incident::Part &part : incident.parts)
        add(part.signal, incident.services);
    return specs;
}

QByteArray bytesOf(HandoverFormat format, const HandoverDocument &document)
{
    switch (format) {
    case HandoverFormat::Markdown: return handoverMarkdown(document);
    case HandoverFormat::Html: return handoverHtml(document);
    case HandoverFormat::Pdf: return handoverPdf(document);
    }
    Q_UNREACHABLE();
}

} // namespace

QString handoverEnding(HandoverFormat format)
{
    switch (format) {
    case HandoverFormat::Markdown: return QStringLiteral("md");
    case HandoverFormat::Html: return QStringLiteral("html");
    case HandoverFormat::Pdf: return QStringLiteral("pdf");
    }
    Q_UNREACHABLE();
}

HandoverWriter::HandoverWriter(Console &console, QWidget *page)
    : QObject(page)
    , m_console(console)
    , m_page(page)
    , m_charts(console)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &HandoverWriter::finish);
    connect(&m_console.alerts(), &AlertDesk::ledgerFound, this, [this](const LedgerAnswer &answer) {
        if (!m_facts || answer.id != m_ledgerAsked || m_ledgerAsked == 0)
            return;
        m_ledgerAsked = 0;
        LedgerAnswer own = answer;
        std::erase_if(own.entries, [&](const LedgerEntry &entry) {
            return std::ranges::none_of(m_facts->incident.parts,
                                        [&](const Incident::Part &part) { return dedupKey(part.alert) == entry.key; });
        });
        m_facts->ledger = std::move(own);
        if (!m_path.isEmpty() && m_charts.idle())
            finish();
    });
    connect(&m_charts, &ChartFeed::answered, this, [this](const QString &key, const ChartAnswerPtr &answer) {
        const auto spec = std::ranges::find(m_specs, key, &PanelSpec::key);
        if (!m_facts || spec == m_specs.end())
            return;
        QStringList order;
        for (const ServiceState &service : m_facts->snapshot->services)
            order << service.config.name;
        const bool drawn = std::ranges::any_of(answer->lines, [](const ChartLine &line) { return !line.runs.empty(); });
        if (!answer->error && drawn)
            m_facts->charts.push_back(chartOf(*spec, *answer, order));
        if (!m_path.isEmpty() && m_charts.idle() && m_ledgerAsked == 0)
            finish();
    });
}

void HandoverWriter::write(HandoverFormat format, const Incident &incident, const TriageFeed &feed,
                           std::vector<HubSpotProbe> probes)
{
    const SnapshotPtr snapshot = m_console.snapshot();
    m_patience.stop();
    m_path.clear();
    m_format = format;
    m_facts = HandoverFacts{.incident = incident,
                            .snapshot = snapshot,
                            .triage = feed.triage(),
                            .moved = feed.moved(),
                            .probes = std::move(probes),
                            .madeAt = snapshot->at,
                            .madeBy = operatorName(*snapshot)};
    askDeliveries(incident);
    askCharts(incident, *snapshot);
    askName(format);
}

void HandoverWriter::askDeliveries(const Incident &incident)
{
    LedgerQuery query{.from = incident.openedAt - 30min};
    if (incident.resolvedAt)
        query.to = *incident.resolvedAt + 30min;
    query.id = m_ledgerAsked = nextQueryId();
    m_console.alerts().searchLedger(query);
}

void HandoverWriter::askCharts(const Incident &incident, const Snapshot &snapshot)
{
    for (const PanelSpec &spec : m_specs)
        m_charts.forget(spec.key);
    m_specs = chartSpecs(incident, snapshot);
    const TimeWindow window = incidentWindow(onsetOf(incident, snapshot), snapshot.at);
    for (const PanelSpec &spec : m_specs) {
        ChartQuery query{.question = spec.question, .from = window.from, .to = window.to};
        m_charts.ask(spec.key, query);
    }
}

void HandoverWriter::askName(HandoverFormat format)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(m_page, tr("Handover"), folder);
    dialog->setObjectName(QStringLiteral("handoverDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(handoverEnding(format));
    if (QGuiApplication::platformName() == u"offscreen")
        dialog->setOption(QFileDialog::DontUseNativeDialog);
    const ExportStamp stamp{.to = m_facts->madeAt};
    dialog->selectFile(QDir(folder).filePath(
        exportName(QStringLiteral("incident-%1-%2").arg(m_facts->incident.id).arg(m_facts->incident.title), stamp,
                   handoverEnding(format))));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path = path;
        if (m_charts.idle() && m_ledgerAsked == 0)
            finish();
        else
            m_patience.start();
    });
    dialog->setModal(false);
    dialog->show();
}

void HandoverWriter::finish()
{
    m_patience.stop();
    if (!m_facts || m_path.isEmpty())
        return;
    const HandoverFacts facts = *std::exchange(m_facts, std::nullopt);
    const QString path = std::exchange(m_path, {});
    m_ledgerAsked = 0;
    const Result<void> done = writeExport(path, bytesOf(m_format, handoverDocument(facts)));
    if (done)
        emit written(QDir::toNativeSeparators(path));
    else
        emit failed(tr("The handover was not written. %1. Choose another folder.").arg(done.error().detail));
}

} // namespace hubwatch::ui
