#include "ui/batch/mapping_table.h"

#include "ui/batch/property_box.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int mappingRowHeight = 36;
constexpr int mostSamples = 3;

/// A hairline below each line, as tables have it.
class LinedBody : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto *grid = static_cast<QGridLayout *>(layout());
        for (int row = 0; row < grid->rowCount(); ++row)
            if (const QRect cell = grid->cellRect(row, 0); cell.isValid() && grid->itemAtPosition(row, 0))
                painter.fillRect(QRect(0, cell.bottom() + 1, width(), 1), themeOf(this).line);
    }
};

} // namespace

MappingTable::MappingTable(PropertyList *list, QWidget *parent)
    : QScrollArea(parent)
    , m_list(list)
    , m_body(new LinedBody)
    , m_grid(new QGridLayout(m_body))
{
    setObjectName(QStringLiteral("mappingTable"));
    setAccessibleName(tr("Columns and their properties"));
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(1);
    const QStringList titles{tr("Column"), tr("First cells"), tr("Property"), tr("")};
    for (int column = 0; column < int(titles.size()); ++column) {
        auto *title = new QLabel(titles[column], m_body);
        title->setProperty("tone", QStringLiteral("dim"));
        m_grid->addWidget(title, 0, column);
    }
    m_grid->setRowMinimumHeight(0, 26);
    const std::initializer_list<int> shares{18, 20, 40, 22};
    int column = 0;
    for (const int share : shares)
        m_grid->setColumnStretch(column++, share);
    setWidget(m_body);
}

void MappingTable::clearLines()
{
    for (const Line &line : m_lines)
        for (QWidget *part : {static_cast<QWidget *>(line.title), static_cast<QWidget *>(line.samples),
                              static_cast<QWidget *>(line.box), static_cast<QWidget *>(line.verdict)}) {
            m_grid->removeWidget(part);
            delete part;
        }
    m_grid->setRowStretch(int(m_lines.size()) + 1, 0);
    m_lines.clear();
}

void MappingTable::addLine(const QString &column)
{
    const int row = int(m_lines.size()) + 1;
    Line line{.column = column,
              .title = new TextLine(m_body),
              .samples = new TextLine(m_body),
              .box = new PropertyBox(("map-" + column.toUtf8()).constData(), tr("Property of column %1").arg(column),
                                     m_list, m_body),
              .verdict = new TextLine(m_body)};
    line.title->setRuns({{column, Tone::Normal, true}});
    line.verdict->setObjectName(QStringLiteral("verdict-") + column);
    line.box->setMinimumContentsLength(12);
    m_grid->addWidget(line.title, row, 0);
    m_grid->addWidget(line.samples, row, 1);
    m_grid->addWidget(line.box, row, 2);
    m_grid->addWidget(line.verdict, row, 3);
    m_grid->setRowMinimumHeight(row, mappingRowHeight);
    connect(line.box, &PropertyBox::picked, this,
            [this, column](const QString &property) { emit mapped(column, property); });
    m_lines.push_back(line);
}

void MappingTable::setColumns(const JobDraft &draft)
{
    const QStringList columns = columnsOf(draft);
    QStringList shown;
    for (const Line &line : m_lines)
        shown << line.column;
    if (shown != columns) {
        clearLines();
        for (const QString &column : columns)
            addLine(column);
        m_grid->setRowStretch(int(m_lines.size()) + 1, 1);
    }
    for (const Line &line : m_lines) {
        const QStringList samples = samplesOf(draft, line.column, mostSamples);
        line.samples->setRuns({{samples.isEmpty() ? tr("empty in the first rows") : samples.join(QStringLiteral(" · ")),
                                samples.isEmpty() ? Tone::Mute : Tone::Dim}});
        const auto mapping = std::ranges::find(draft.spec.mapping, line.column, &ColumnMapping::column);
        line.box->setPicked(mapping == draft.spec.mapping.end() ? QString() : mapping->property);
    }
}

void MappingTable::weigh(const JobDraft &draft, std::span<const MappingProposal> proposals)
{
    for (const Line &line : m_lines) {
        const MarkedWord word = columnWord(draft, {.column = line.column, .property = line.box->property()}, proposals);
        line.verdict->setMark(word.mark);
        line.verdict->setRuns(
            {{word.word, word.mark == Mark::Bad || word.mark == Mark::Warn ? toneOf(word.mark) : Tone::Dim}});
        line.verdict->setAccessibleName(tr("Column %1: %2").arg(line.column, word.word));
        line.box->setAccessibleDescription(word.word);
    }
}

} // namespace hubwatch::ui
