#include "ui/charts/panel_grid.h"

#include "ui/charts/plot_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QResizeEvent>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int twoColumnsFrom = 860;
constexpr int gridGap = 12;

} // namespace

PanelGrid::PanelGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_footnote(new QLabel(this))
{
    m_grid->setContentsMargins(0, 0, 8, 12);
    m_grid->setSpacing(gridGap);
    m_footnote->setObjectName(QStringLiteral("footnote"));
    m_footnote->setWordWrap(true);
    m_footnote->setTextFormat(Qt::PlainText);
    m_footnote->setForegroundRole(QPalette::PlaceholderText);
    m_footnote->setContentsMargins(14, 4, 14, 8);
    m_footnote->hide();
}

ChartPanel *PanelGrid::made(const PanelSpec &spec)
{
    auto *panel = new ChartPanel(spec, this);
    PlotView &plot = panel->plot();
    connect(&plot, &PlotView::hovered, this, [this](TimePoint at) { setCrosshair(at); });
    connect(&plot, &PlotView::hoverEnded, this, [this] { setCrosshair(std::nullopt); });
    connect(&plot, &PlotView::brushed, this, &PanelGrid::brushed);
    connect(&plot, &PlotView::panWanted, this, &PanelGrid::panWanted);
    connect(&plot, &PlotView::zoomWanted, this, &PanelGrid::zoomWanted);
    connect(&plot, &PlotView::resetWanted, this, &PanelGrid::resetWanted);
    connect(panel, &ChartPanel::removeWanted, this, [this, panel] { emit removeWanted(panel->spec().key); });
    connect(panel, &ChartPanel::exportWanted, this,
            [this, panel](const QString &ending) { emit exportWanted(panel->spec().key, ending); });
    return panel;
}

void PanelGrid::setSpecs(const std::vector<PanelSpec> &specs)
{
    std::vector<ChartPanel *> kept;
    bool moved = specs.size() != m_panels.size();
    for (const PanelSpec &spec : specs) {
        ChartPanel *known = panel(spec.key);
        if (!known)
            known = made(spec);
        else if (known->spec() != spec)
            known->setSpec(spec);
        moved = moved || kept.size() >= m_panels.size() || m_panels[kept.size()] != known;
        kept.push_back(known);
    }
    for (ChartPanel *old : m_panels) {
        if (std::ranges::find(kept, old) == kept.end()) {
            m_grid->removeWidget(old);
            old->hide();
            old->deleteLater();
        }
    }
    m_panels = std::move(kept);
    if (moved)
        arrange();
}

ChartPanel *PanelGrid::panel(const QString &key) const
{
    const auto found = std::ranges::find_if(m_panels, [&](ChartPanel *one) { return one->spec().key == key; });
    return found == m_panels.end() ? nullptr : *found;
}

void PanelGrid::arrange()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    QWidget *before = nullptr;
    for (size_t i = 0; i < m_panels.size(); ++i) {
        m_grid->addWidget(m_panels[i], int(i) / m_columns, int(i) % m_columns);
        m_panels[i]->show();
        if (before)
            setTabOrder(before, m_panels[i]);
        before = m_panels[i];
    }
    const int rows = int(m_panels.size() + size_t(m_columns) - 1) / m_columns;
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, m_columns == 2 ? 1 : 0);
    m_grid->addWidget(m_footnote, rows, 0, 1, m_columns);
    m_grid->setRowStretch(rows + 1, 1);
}

void PanelGrid::setFootnote(const QString &words)
{
    m_footnote->setText(words);
    m_footnote->setVisible(!words.isEmpty());
}

void PanelGrid::setCrosshair(std::optional<TimePoint> at)
{
    for (ChartPanel *panel : m_panels)
        panel->setCrosshair(at);
}

void PanelGrid::shareGutters()
{
    for (int column = 0; column < m_columns; ++column) {
        PlotGutters widest;
        for (size_t i = size_t(column); i < m_panels.size(); i += size_t(m_columns)) {
            const PlotGutters wanted = m_panels[i]->plot().wantedGutters();
            widest.left = std::max(widest.left, wanted.left);
            widest.right = std::max(widest.right, wanted.right);
        }
        for (size_t i = size_t(column); i < m_panels.size(); i += size_t(m_columns))
            m_panels[i]->plot().setGutters(widest);
    }
}

void PanelGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int columns = event->size().width() >= twoColumnsFrom ? 2 : 1;
    if (columns != m_columns) {
        m_columns = columns;
        arrange();
        shareGutters();
    }
}

} // namespace hubwatch::ui
