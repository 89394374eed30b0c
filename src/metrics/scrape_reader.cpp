#include "metrics/scrape_reader.h"

#include "metrics/body_lines.h"
#include "metrics/exposition_scanner.h"
#include "metrics/family_names.h"
#include "metrics/series_index.h"

#include <algorithm>
#include <bit>

namespace hubwatch {

namespace {

using Kind = ExpositionScanner::Kind;
constexpr std::uint64_t longAbsence = 240; // scrapes: an hour at 15 s
constexpr size_t bigPart = 4;              // one in four

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

} // namespace

struct ScrapeReader::Private {
    explicit Private(ScrapeLimits scrapeLimits)
        : limits(scrapeLimits)
    { }

    bool readSameLines(std::string_view body, TextFormat format);
    bool readLine(const BodyLine &line, const char *begin, ExpositionScanner &scanner) const;
    void commitSameLines(std::string_view body);

    Result<void> readAfresh(std::string_view body, TextFormat format);
    bool addLine(ExpositionScanner &scanner, Kind kind, const char *body);
    std::uint32_t seriesOf(ExpositionScanner &scanner, std::string_view key);
    void forgetFresh();
    void commitAfresh(std::string_view body, TextFormat format);
    void growTable();
    void updateTypes();
    void notePresence();

    bool isMostlyGone() const;
    void compact();
    void indexTable();
    SeriesTable &ownTable();
    Scrape scrape(TimePoint at);

    const SeriesId &seriesAt(std::uint32_t number) const
    {
        return number < table->series.size() ? table->series[number] : fresh[number - table->series.size()];
    }

    struct Edit {
        std::uint32_t line = 0;
        std::uint32_t end = 0; ///< in the new body
        double value = 0;
    };

    ScrapeLimits limits;
    TextFormat lastFormat = TextFormat::Prometheus;
    std::string lastBody = {};
    std::vector<BodyLine> lines = {};
    std::shared_ptr<SeriesTable> table = std::make_shared<SeriesTable>();
    SeriesIndex index = {};                    ///< into table->series and then `fresh`
    std::vector<double> values = {};           ///< of the last scrape
    std::vector<std::uint32_t> lineOf = {};    ///< where the last body showed a series
    std::vector<std::uint64_t> goneSince = {}; ///< number of the scrape a series was first missing in, 0 = present
    size_t gone = 0;
    std::uint64_t scrapes = 0;
    std::uint64_t typesHash = 0;
    std::vector<std::uint32_t> changed = {};

    // Of the body being read; kept for their memory.
    std::vector<Edit> edits = {};
    std::vector<BodyLine> freshLines = {};
    std::vector<SeriesId> fresh = {};
    std::vector<double> freshValues = {};
    FamilyNames names = {};
    std::uint64_t freshTypesHash = 0;
    bool hasReturned = false; ///< a series that was gone is back, and may have another type
    size_t cursor = 0;        ///< the line of the last body that is expected next
    SeriesId scratch = {};
};

ScrapeReader::ScrapeReader(ScrapeLimits limits)
    : d(std::make_unique<Private>(limits))
{ }

ScrapeReader::~ScrapeReader() = default;
ScrapeReader::ScrapeReader(ScrapeReader &&) noexcept = default;
ScrapeReader &ScrapeReader::operator=(ScrapeReader &&) noexcept = default;

Result<Scrape> ScrapeReader::read(std::string_view body, TextFormat format, TimePoint at)
{
    if (body.size() > size_t(d->limits.bytes))
        return tl::unexpected(tooManyBytes(body.size(), d->limits));
    if (d->readSameLines(body, format)) {
        d->commitSameLines(body);
        return d->scrape(at);
    }
    if (Result<void> read = d->readAfresh(body, format); !read)
        return tl::unexpected(std::move(read.error()));
    d->commitAfresh(body, format);
    return d->scrape(at);
}

/// Succeeds when the body has the lines of the last one but for values, timestamps and comments; notes the new values
/// in `edits`. Says nothing about errors: whatever is odd is left to readAfresh().
bool ScrapeReader::Private::readSameLines(std::string_view body, TextFormat format)
{
    edits.clear();
    if (format != lastFormat || lines.empty())
        return false;
    ExpositionScanner scanner(body, format);
    size_t before = 0;
    size_t now = 0;
    auto line = lines.begin();
    while (true) {
        const size_t length = std::min(lastBody.size() - before, body.size() - now);
        const size_t same = before + commonPrefix(lastBody.data() + before, body.data() + now, length);
        if (same == lastBody.size())
            return now + (same - before) == body.size();
        while (line != lines.end() && line->end <= same)
            ++line;
        if (line == lines.end() || same < line->tail)
            return false;
        // Unsigned on purpose: the shift may be negative, the sum is not.
        const size_t begin = line->begin + (now - before);
        if (!readLine(*line, body.data() + begin, scanner))
            return false;
        before = line->end;
        now = size_t(scanner.entry().end - body.data());
        edits.push_back({std::uint32_t(line - lines.begin()), std::uint32_t(now), scanner.entry().value});
        ++line;
    }
}

bool ScrapeReader::Private::readLine(const BodyLine &line, const char *begin, ExpositionScanner &scanner) const
{
    if (line.series != BodyLine::noSeries) {
        // A key that does not end by itself (`x-1`) may be the beginning of a longer name now.
        const char last = line.key(lastBody).back();
        const bool isWhole = lastFormat == TextFormat::OpenMetrics || last == ' ' || last == '\t' || last == '}';
        return isWhole && scanner.readTail(begin + (line.tail - line.begin));
    }
    if (line.isType)
        return false;
    scanner.seek(begin);
    const Kind kind = scanner.next();
    return kind == Kind::Comment || kind == Kind::Help;
}

void ScrapeReader::Private::commitSameLines(std::string_view body)
{
    ++scrapes;
    changed.clear();
    for (size_t i = 0; i < edits.size(); ++i) {
        BodyLine &line = lines[edits[i].line];
        const std::uint32_t shift = edits[i].end - line.end;
        line.end = edits[i].end;
        if (shift != 0) {
            // Each later line moves by the sum of the shifts before it; lines between two edits move together.
            const size_t next = i + 1 < edits.size() ? edits[i + 1].line : lines.size();
            shiftLines(lines, edits[i].line + 1, next, shift);
            if (next < lines.size()) {
                lines[next].begin += shift;
                lines[next].tail += shift;
            }
        }
        if (line.series == BodyLine::noSeries || line.isRepeated || sameBits(values[line.series], edits[i].value))
            continue;
        values[line.series] = edits[i].value;
        changed.push_back(line.series);
    }
    if (!edits.empty())
        lastBody.assign(body);
}

Result<void> ScrapeReader::Private::readAfresh(std::string_view body, TextFormat format)
{
    freshLines.clear();
    fresh.clear();
    freshValues.assign(values.size(), staleMark());
    names = {};
    freshTypesHash = 0;
    hasReturned = false;
    cursor = 0;

    ExpositionScanner scanner(body, format);
    size_t samples = 0;
    while (true) {
        const Kind kind = scanner.next();
        if (kind == Kind::End)
            return {};
        if (kind == Kind::Sample && samples++ == limits.series)
            scanner.fail(scanner.entry().begin, tooManySeries(limits));
        else if (kind != Kind::Broken && addLine(scanner, kind, body.data()))
            continue;
        forgetFresh();
        return tl::unexpected(scanner.error());
    }
}

bool ScrapeReader::Private::addLine(ExpositionScanner &scanner, Kind kind, const char *body)
{
    const ScannedEntry &entry = scanner.entry();
    BodyLine line;
    line.begin = std::uint32_t(entry.begin - body);
    line.tail = line.begin;
    line.end = std::uint32_t(entry.end - body);
    if (kind == Kind::Sample) {
        line.tail = std::uint32_t(entry.tail - body);
        line.series = seriesOf(scanner, line.key(std::string_view(body, line.end)));
        if (line.series == BodyLine::noSeries)
            return false;
        double &value = freshValues[line.series];
        line.isRepeated = !isStaleMark(value); // the first sample of a series counts, as in Prometheus
        if (!line.isRepeated)
            value = entry.value;
    } else if (kind == Kind::Type) {
        line.isType = true;
        names[names.declare(entry.metric)].type = entry.type;
        freshTypesHash = textHash(entry.metric, freshTypesHash + std::uint64_t(entry.type) + 1);
    }
    freshLines.push_back(line);
    return true;
}

/// The series of the line just scanned, new or known; noSeries, with the scanner's error set, when it names none.
std::uint32_t ScrapeReader::Private::seriesOf(ExpositionScanner &scanner, std::string_view key)
{
    // After a known line most often comes the one that came last time.
    while (cursor < lines.size() && lines[cursor].series == BodyLine::noSeries)
        ++cursor;
    if (cursor < lines.size() && lines[cursor].key(lastBody) == key)
        return lines[cursor++].series;

    if (!readSeries(scanner, scratch))
        return BodyLine::noSeries;
    const std::uint64_t hash = seriesHash(scratch);
    const std::uint32_t known = index.find(hash, [this](std::uint32_t i) { return seriesAt(i) == scratch; });
    if (known != SeriesIndex::none) {
        const bool isOld = known < values.size();
        if (isOld && goneSince[known] == 0)
            cursor = lineOf[known] + 1;
        hasReturned = hasReturned || (isOld && goneSince[known] != 0);
        return known;
    }
    const auto number = std::uint32_t(freshValues.size());
    index.insert(hash, number);
    fresh.push_back(std::move(scratch));
    freshValues.push_back(staleMark());
    return number;
}

void ScrapeReader::Private::forgetFresh()
{
    if (fresh.empty())
        return;
    fresh.clear();
    indexTable();
}

void ScrapeReader::Private::commitAfresh(std::string_view body, TextFormat format)
{
    ++scrapes;
    lastFormat = format;
    lastBody.assign(body);
    lines.swap(freshLines);
    growTable();
    if (freshTypesHash != typesHash || hasReturned)
        updateTypes();
    typesHash = freshTypesHash;
    notePresence();
    lineOf.resize(values.size());
    for (size_t i = 0; i < lines.size(); ++i)
        if (lines[i].series != BodyLine::noSeries && !lines[i].isRepeated)
            lineOf[lines[i].series] = std::uint32_t(i);
}

void ScrapeReader::Private::growTable()
{
    if (fresh.empty())
        return;
    SeriesTable &own = ownTable();
    own.series.reserve(own.series.size() + fresh.size());
    for (SeriesId &series : fresh) {
        const bool isAsBefore = &series != &fresh.front() && own.series.back().metric == series.metric;
        own.types.push_back(isAsBefore ? own.types.back() : names.typeOf(series.metric));
        own.series.push_back(std::move(series));
    }
    fresh.clear();
}

void ScrapeReader::Private::updateTypes()
{
    for (size_t i = 0; i < table->series.size(); ++i) {
        if (isStaleMark(freshValues[i]))
            continue;
        const MetricType type = names.typeOf(table->series[i].metric);
        if (type != table->types[i])
            ownTable().types[i] = type;
    }
}

void ScrapeReader::Private::notePresence()
{
    changed.clear();
    goneSince.resize(freshValues.size());
    for (size_t i = 0; i < freshValues.size(); ++i) {
        if (i >= values.size() || !sameBits(values[i], freshValues[i]))
            changed.push_back(std::uint32_t(i));
        const bool isGone = isStaleMark(freshValues[i]);
        if (isGone == (goneSince[i] != 0))
            continue;
        goneSince[i] = isGone ? scrapes : 0;
        gone += isGone ? 1 : size_t(-1);
    }
    values.swap(freshValues);
}

bool ScrapeReader::Private::isMostlyGone() const
{
    if (gone * bigPart <= values.size())
        return false;
    const auto old = std::ranges::count_if(
        goneSince, [this](std::uint64_t since) { return since != 0 && scrapes - since >= longAbsence; });
    return size_t(old) * bigPart > values.size();
}

/// Drops what is long gone; all indexes move, so a new generation begins.
void ScrapeReader::Private::compact()
{
    auto next = std::make_shared<SeriesTable>();
    next->generation = table->generation + 1;
    std::vector<std::uint32_t> moved(values.size(), BodyLine::noSeries);
    changed.clear();
    for (size_t i = 0; i < values.size(); ++i) {
        if (goneSince[i] != 0 && scrapes - goneSince[i] >= longAbsence)
            continue;
        const size_t to = next->series.size();
        moved[i] = std::uint32_t(to);
        next->series.push_back(table->series[i]);
        next->types.push_back(table->types[i]);
        values[to] = values[i];
        goneSince[to] = goneSince[i];
        lineOf[to] = lineOf[i];
        changed.push_back(std::uint32_t(to));
    }
    gone -= values.size() - next->series.size();
    table = std::move(next);
    values.resize(table->series.size());
    goneSince.resize(values.size());
    lineOf.resize(values.size());
    for (BodyLine &line : lines)
        if (line.series != BodyLine::noSeries)
            line.series = moved[line.series];
    indexTable();
}

void ScrapeReader::Private::indexTable()
{
    index.clear();
    index.reserve(table->series.size());
    for (size_t i = 0; i < table->series.size(); ++i)
        index.insert(seriesHash(table->series[i]), std::uint32_t(i));
}

/// The table to write to: scrapes that were handed out keep theirs.
SeriesTable &ScrapeReader::Private::ownTable()
{
    if (table.use_count() > 1)
        table = std::make_shared<SeriesTable>(*table);
    return *table;
}

Scrape ScrapeReader::Private::scrape(TimePoint at)
{
    if (isMostlyGone())
        compact();
    if (!std::ranges::is_sorted(changed))
        std::ranges::sort(changed);
    return {.at = at, .table = table, .values = values, .changed = changed};
}

} // namespace hubwatch
