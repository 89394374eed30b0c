// HandoverWriter: gathers what a handover needs, asks for a name, and writes it.
#pragma once

#include "snapshot/console.h"
#include "ui/charts/chart_feed.h"
#include "ui/charts/panel_spec.h"
#include "ui/incidents/handover.h"

#include <QTimer>
#include <optional>

class QWidget;

namespace hubwatch::ui {

class TriageFeed;

enum class HandoverFormat { Markdown, Html, Pdf };
/// "md", "html", "pdf"
QString handoverEnding(HandoverFormat format);

/// Deliveries and charts are asked of the engine while the person looks for a folder. Where no answer comes (the engine
/// is not heard of), it is written without them and says so: a handover must not need anything.
class HandoverWriter : public QObject
{
    Q_OBJECT

public:
    static constexpr int patienceMs = 2000;

    HandoverWriter(Console &console, QWidget *page);

    void write(HandoverFormat format, const Incident &incident, const TriageFeed &feed,
               std::vector<HubSpotProbe> probes);

signals:
    void written(const QString &path);
    /// A sentence: why it was not written, and what to do.
    void failed(const QString &words);

private:
    void askDeliveries(const Incident &incident);
    void askCharts(const Incident &incident, const Snapshot &snapshot);
    void askName(HandoverFormat format);
    void finish();

    Console &m_console;
    QWidget *m_page = nullptr;
    ChartFeed m_charts;
    std::optional<HandoverFacts> m_facts = {}; ///< what is being written
    std::vector<PanelSpec> m_specs = {};
    HandoverFormat m_format = HandoverFormat::Markdown;
    std::uint64_t m_ledgerAsked = 0;
    QString m_path = {}; ///< chosen, and waiting for answers
    QTimer m_patience;
};

} // namespace hubwatch::ui
