#include "checklist/results/results_json.h"

#include "batch/count_text.h"

#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostJsonBytes = 2 * 1024 * 1024;

class JsonResults : public ResultsReader
{
public:
    Result<void> take(const QByteArray &slice) override;
    Result<ImportedResults> finish() override;

private:
    tl::unexpected<Error> notJson(const QJsonParseError &fault) const;

    QByteArray m_bytes = {};
};

Result<void> JsonResults::take(const QByteArray &slice)
{
    if (m_bytes.size() + slice.size() > mostJsonBytes)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("byte %1: too long for a summary; give k6's --summary-export, not --out json")
                        .arg(countText(mostJsonBytes)));
    m_bytes += slice;
    return {};
}

tl::unexpected<Error> JsonResults::notJson(const QJsonParseError &fault) const
{
    const qsizetype at = std::min<qsizetype>(fault.offset, m_bytes.size());
    const QString position
        = QStringLiteral("line %1, byte %2: ").arg(countText(m_bytes.left(at).count('\n') + 1), countText(at + 1));
    if (m_bytes.contains("\"type\":\"Metric\"") || m_bytes.contains("\"type\":\"Point\""))
        return fail(Error::Kind::Malformed,
                    position + QStringLiteral("these are k6's single points; give what --summary-export writes"));
    const bool isCutOff = at + 1 >= m_bytes.trimmed().size();
    return fail(
        Error::Kind::Malformed,
        position
            + (isCutOff ? QStringLiteral("the file ends within the summary: it was cut off") : fault.errorString()));
}

Result<ImportedResults> JsonResults::finish()
{
    if (m_bytes.startsWith("\xef\xbb\xbf"))
        m_bytes.remove(0, 3);
    QJsonParseError fault;
    const QJsonObject json = QJsonDocument::fromJson(m_bytes, &fault).object();
    if (fault.error != QJsonParseError::NoError)
        return notJson(fault);
    if (json.contains("metrics"_L1))
        return k6Results(json);
    if (json.contains("latency"_L1) && json.contains("requests"_L1))
        return autocannonResults(json);
    return fail(Error::Kind::Malformed,
                QStringLiteral("line 1: neither a summary of k6 (metrics) nor of autocannon (requests, latency)"));
}

} // namespace

std::unique_ptr<ResultsReader> jsonResultsReader()
{
    return std::make_unique<JsonResults>();
}

} // namespace hubwatch
