#include "checklist/results/results_jmeter.h"

#include "batch/count_text.h"
#include "batch/csv/csv_parser.h"
#include "batch/csv/csv_text.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

/// Adds samples up; an exact p99 from counts of whole milliseconds.
class JmeterSum
{
public:
    struct Sample {
        std::int64_t at = 0; ///< ms since 1970, when it began
        std::int64_t elapsed = 0;
        bool success = false; ///< says the script
        std::int64_t status = 0;
    };

    void add(const Sample &sample);
    /// Sets load, time and notes.
    void tell(ImportedResults &results) const;

private:
    LoadResults load() const;

    LoadResults m_load = {.throttled = 0};
    std::int64_t m_refused = 0; ///< with an error's status, called a success
    std::map<std::int64_t, std::int64_t> m_elapsed = {};
    std::int64_t m_end = 0;
};

void JmeterSum::add(const Sample &sample)
{
    ++m_load.requests;
    const bool isError = sample.status >= 400;
    m_load.failed += !sample.success || isError;
    m_refused += sample.success && isError;
    *m_load.throttled += sample.status == 429;
    ++m_elapsed[sample.elapsed];
    m_end = std::max(m_end, sample.at + sample.elapsed);
}

LoadResults JmeterSum::load() const
{
    LoadResults load = m_load;
    const std::int64_t rank = (load.requests * 99 + 99) / 100;
    std::int64_t seen = 0;
    for (const auto &[elapsed, count] : m_elapsed) {
        seen += count;
        if (seen >= rank) {
            load.p99 = Duration(elapsed);
            break;
        }
    }
    return load;
}

void JmeterSum::tell(ImportedResults &results) const
{
    results.load = load();
    results.at = m_end > 0 ? std::optional(TimePoint(Duration(m_end))) : std::nullopt;
    if (m_refused > 0)
        results.notes += QStringLiteral("%1 samples with a status of 400 or more count as failed, although JMeter "
                                        "calls them a success.")
                             .arg(countText(m_refused));
}

std::optional<std::int64_t> jmeterNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    // Below the year 5000, so that sums stay sums.
    const bool isGood
        = fault == std::errc() && end == text.data() + text.size() && number >= 0 && number < 95'617'584'000'000;
    return isGood ? std::optional(number) : std::nullopt;
}

QString jmeterCell(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), qsizetype(cell.size()));
}

class JmeterCsv : public ResultsReader
{
public:
    explicit JmeterCsv(const CsvFormat &format)
        : m_format(format)
        , m_decoder(format.encoding)
        , m_parser(format.delimiter)
    { }

    Result<void> take(const QByteArray &slice) override;
    Result<ImportedResults> finish() override;

private:
    bool see(const CsvRow &row);
    QString seeHeader(const CsvRow &row);
    QString seeSample(const CsvRow &row);
    tl::unexpected<Error> fault(std::int64_t line, const QString &what) const;

    CsvFormat m_format;
    CsvText m_decoder;
    CsvParser m_parser;
    std::string m_text = {};
    int m_markLeft = -1; ///< of the byte order mark; less than 0: nothing was taken yet
    std::map<QString, std::size_t> m_columns = {};
    std::size_t m_width = 0;
    QString m_complaint = {}; ///< with its line
    std::string m_portal = {};
    JmeterSum m_sum = {};
    ImportedResults m_results = {.tool = QStringLiteral("JMeter")};
};

tl::unexpected<Error> JmeterCsv::fault(std::int64_t line, const QString &what) const
{
    return fail(Error::Kind::Malformed, QStringLiteral("line %1: %2").arg(countText(line), what));
}

Result<void> JmeterCsv::take(const QByteArray &slice)
{
    if (m_markLeft < 0)
        m_markLeft = m_format.bomBytes;
    std::string_view bytes(slice.constData(), std::size_t(slice.size()));
    const std::size_t mark = std::min<std::size_t>(std::size_t(m_markLeft), bytes.size());
    bytes.remove_prefix(mark);
    m_markLeft -= int(mark);
    m_text.clear();
    if (!m_decoder.take(bytes, m_text))
        return fault(m_parser.line(), QStringLiteral("this is not %1").arg(encodingName(m_format.encoding)));
    const Result<bool> parsed = m_parser.take(m_text, [this](const CsvRow &row) { return see(row); });
    if (!parsed)
        return tl::unexpected(parsed.error());
    return *parsed ? Result<void>() : fail(Error::Kind::Malformed, m_complaint);
}

Result<ImportedResults> JmeterCsv::finish()
{
    if (!m_decoder.finish())
        return fault(m_parser.line(), QStringLiteral("the file ends within a character: it was cut off"));
    const Result<bool> parsed = m_parser.finish([this](const CsvRow &row) { return see(row); });
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (!*parsed)
        return fail(Error::Kind::Malformed, m_complaint);
    m_sum.tell(m_results);
    return m_results;
}

bool JmeterCsv::see(const CsvRow &row)
{
    const QString complaint = row.row == 0 ? seeHeader(row) : seeSample(row);
    if (!complaint.isEmpty())
        m_complaint = QStringLiteral("line %1: %2").arg(countText(row.line), complaint);
    return complaint.isEmpty();
}

QString JmeterCsv::seeHeader(const CsvRow &row)
{
    m_width = row.cells.size();
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const QString name = jmeterCell(row.cells[at]).remove(u'"').trimmed();
        m_columns.emplace(namesPortal(name) ? QStringLiteral("portal") : name, at);
    }
    for (const QString &needed : {QStringLiteral("timeStamp"), QStringLiteral("elapsed"), QStringLiteral("success")})
        if (!m_columns.contains(needed))
            return QStringLiteral("no column %1; let JMeter save it").arg(needed);
    return {};
}

QString JmeterCsv::seeSample(const CsvRow &row)
{
    if (row.cells.size() != m_width)
        return QStringLiteral("%1 cells instead of %2%3")
            .arg(row.cells.size())
            .arg(m_width)
            .arg(row.cells.size() < m_width ? QStringLiteral("; was the file cut off?") : QString());
    const auto at = jmeterNumber(row.cells[m_columns[QStringLiteral("timeStamp")]]);
    const auto elapsed = jmeterNumber(row.cells[m_columns[QStringLiteral("elapsed")]]);
    const std::string_view success = row.cells[m_columns[QStringLiteral("success")]];
    if (!at)
        return QStringLiteral("timeStamp: expected milliseconds since 1970; set "
                              "jmeter.save.saveservice.timestamp_format=ms");
    if (!elapsed)
        return QStringLiteral("elapsed: expected milliseconds");
    if (success != "true" && success != "false")
        return QStringLiteral("success: expected true or false");
    // Without an answer it holds words.
    const auto code = m_columns.find(QStringLiteral("responseCode"));
    const auto status = code == m_columns.end() ? std::nullopt : jmeterNumber(row.cells[code->second]);
    m_sum.add({.at = *at, .elapsed = *elapsed, .success = success == "true", .status = status.value_or(0)});
    const auto portal = m_columns.find(QStringLiteral("portal"));
    if (portal != m_columns.end() && row.cells[portal->second] != m_portal) {
        m_portal = row.cells[portal->second];
        addPortal(m_results, jmeterCell(m_portal));
        if (m_results.portals.size() > 8)
            return QStringLiteral("portal: there are more than 8 different ones");
    }
    return {};
}

class JmeterXml : public XmlResultsPart
{
public:
    QString begin(const QString &element, const QXmlStreamAttributes &attributes, int depth) override;
    void end(const QString &, int) override { }
    ImportedResults results() const override;

private:
    JmeterSum m_sum = {};
    ImportedResults m_results = {.tool = QStringLiteral("JMeter")};
};

/// Samples within a sample are its parts.
QString JmeterXml::begin(const QString &element, const QXmlStreamAttributes &attributes, int depth)
{
    if (depth != 2 || (element != u"httpSample" && element != u"sample"))
        return {};
    const auto number = [&attributes](QLatin1StringView name) {
        return jmeterNumber(attributes.value(name).toString().toStdString());
    };
    const auto at = number("ts"_L1);
    const auto elapsed = number("t"_L1);
    const QStringView success = attributes.value("s"_L1);
    if (!at || !elapsed)
        return QStringLiteral("%1: expected milliseconds").arg(at ? QStringLiteral("t") : QStringLiteral("ts"));
    if (success != u"true" && success != u"false")
        return QStringLiteral("s: expected true or false");
    m_sum.add({.at = *at, .elapsed = *elapsed, .success = success == u"true", .status = number("rc"_L1).value_or(0)});
    for (const QXmlStreamAttribute &attribute : attributes)
        if (namesPortal(attribute.name().toString()))
            addPortal(m_results, attribute.value().toString());
    return m_results.portals.size() > 8 ? QStringLiteral("portal: there are more than 8 different ones") : QString();
}

ImportedResults JmeterXml::results() const
{
    ImportedResults results = m_results;
    m_sum.tell(results);
    return results;
}

} // namespace

bool looksLikeJmeterCsv(const QByteArray &head)
{
    const QByteArray line = head.left(head.indexOf('\n') < 0 ? head.size() : head.indexOf('\n')).replace('\0', "");
    return line.contains("timeStamp") && line.contains("elapsed");
}

std::unique_ptr<ResultsReader> jmeterCsvReader(const QByteArray &head)
{
    return std::make_unique<JmeterCsv>(formatOf(head));
}

std::unique_ptr<XmlResultsPart> jmeterXmlResults()
{
    return std::make_unique<JmeterXml>();
}

} // namespace hubwatch
