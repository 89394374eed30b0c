#include "batch/results.h"

#include "batch/csv/csv_output.h"
#include "batch/csv/csv_rows.h"
#include "batch/csv/csv_writer.h"
#include "batch/journal.h"

#include <algorithm>

namespace hubwatch {

namespace {

const QStringList &resultColumns()
{
    static const QStringList columns
        = {QStringLiteral("hubwatch_row"), QStringLiteral("hubwatch_outcome"), QStringLiteral("hubspot_id"),
           QStringLiteral("hubwatch_code"), QStringLiteral("hubwatch_error")};
    return columns;
}

/// A short row is filled up, and what a long one has too much comes last, so that every column stays below its name.
QStringList resultCells(QStringList cells, qsizetype width, const RowOutcome &outcome, const QStringList &read)
{
    const QStringList surplus = cells.mid(width);
    cells = cells.mid(0, width);
    while (cells.size() < width)
        cells += QString();
    return cells
        + QStringList{QString::number(outcome.row), pileWord(outcome.pile), outcome.recordId, outcome.code,
                      outcome.words}
    + read + surplus;
}

/// Of what was read; a name that the file has already says whose the other one is.
QStringList readColumns(const QStringList &properties, const QStringList &header)
{
    QStringList columns;
    for (const QString &property : properties)
        columns << (header.contains(property) ? QStringLiteral("hubspot_") + property : property);
    return columns;
}

/// A row that found no record has none.
QStringList readValues(const QStringList &properties, std::span<const BeforeImage> images, std::int64_t row)
{
    const auto image = std::ranges::lower_bound(images, row, {}, &BeforeImage::row); // ascending as the rows are
    QStringList values(properties.size());
    for (qsizetype i = 0; image != images.end() && image->row == row && i < properties.size(); ++i) {
        const auto value = std::ranges::find(image->values, properties[i], &PropertyValue::property);
        if (value != image->values.end())
            values[i] = value->value;
    }
    return values;
}

} // namespace

struct ResultsExport::Private {
    Result<void> write(const std::vector<RowOutcome> &outcomes);

    Order order = {};
    CsvRows &rows;
    const Journal &journal;
    QStringList properties = {}; ///< of a job that reads
    CsvOutput output = {};
    std::int64_t lastRow = 0;
    std::int64_t written = 0;
    bool isComplete = false;
};

Result<void> ResultsExport::Private::write(const std::vector<RowOutcome> &outcomes)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(outcomes.size());
    for (const RowOutcome &outcome : outcomes)
        numbers.push_back(outcome.row);
    Result<std::vector<CsvRows::Row>> originals = rows.read(numbers);
    if (!originals)
        return tl::unexpected(originals.error());
    const Result<std::vector<BeforeImage>> images
        = properties.isEmpty() ? std::vector<BeforeImage>() : journal.before(numbers);
    if (!images)
        return tl::unexpected(images.error());
    QByteArray text;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        text += csvLine(resultCells(std::move((*originals)[i].cells), rows.header().size(), outcomes[i],
                                    readValues(properties, *images, outcomes[i].row)));
    if (const Result<void> wrote = output.write({text.constData(), static_cast<std::size_t>(text.size())}); !wrote)
        return wrote;
    lastRow = outcomes.back().row;
    written += static_cast<std::int64_t>(outcomes.size());
    return {};
}

ResultsExport::ResultsExport(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

ResultsExport::~ResultsExport() = default;

Result<std::unique_ptr<ResultsExport>> ResultsExport::open(Order order, CsvRows &rows, const Journal &journal)
{
    std::unique_ptr<Private> parts(new Private{.order = std::move(order), .rows = rows, .journal = journal});
    if (const Result<Plan> plan = journal.plan(); plan && plan->spec.operation == JobOperation::Read)
        parts->properties = plan->spec.properties;
    if (const Result<void> opened = parts->output.open(parts->order.path); !opened)
        return tl::unexpected(opened.error());
    const QByteArray begin = (parts->order.withBom ? QByteArrayLiteral("\xEF\xBB\xBF") : QByteArray())
        + csvLine(rows.header() + resultColumns() + readColumns(parts->properties, rows.header()));
    if (const Result<void> wrote = parts->output.write({begin.constData(), static_cast<std::size_t>(begin.size())});
        !wrote)
        return tl::unexpected(wrote.error());
    return std::unique_ptr<ResultsExport>(new ResultsExport(std::move(parts)));
}

Result<bool> ResultsExport::step(int most)
{
    if (d->isComplete)
        return false;
    const Result<std::vector<RowOutcome>> outcomes = d->journal.outcomes(
        {.piles = d->order.piles, .code = d->order.code, .after = d->lastRow, .most = std::max(most, 1)});
    if (!outcomes)
        return tl::unexpected(outcomes.error());
    if (!outcomes->empty()) {
        if (const Result<void> wrote = d->write(*outcomes); !wrote)
            return tl::unexpected(wrote.error());
        return true;
    }
    if (const Result<void> completed = d->output.complete(); !completed)
        return tl::unexpected(completed.error());
    d->isComplete = true;
    return false;
}

std::int64_t ResultsExport::written() const
{
    return d->written;
}

Result<void> mayExportTo(const QString &path)
{
    return CsvOutput().open(path);
}

} // namespace hubwatch
