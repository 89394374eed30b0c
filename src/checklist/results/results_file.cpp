#include "checklist/results/results_file.h"

#include "checklist/results/results_jmeter.h"
#include "checklist/results/results_json.h"
#include "checklist/results/results_xml.h"
#include "hubspot/token_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

QByteArray withoutMark(const QByteArray &head)
{
    return head.startsWith("\xef\xbb\xbf") ? head.mid(3) : head;
}

} // namespace

Result<std::unique_ptr<ResultsReader>> resultsReaderFor(const QByteArray &head)
{
    const QByteArray text = withoutMark(head).trimmed();
    if (text.isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("line 1: the file is empty"));
    // In UTF-16 a "<" comes with a zero, and behind a mark.
    if (text.startsWith('<') || head.startsWith("\xff\xfe<") || head.startsWith("\xfe\xff"))
        return xmlResultsReader();
    if (text.startsWith('{'))
        return jsonResultsReader();
    if (looksLikeJmeterCsv(head))
        return jmeterCsvReader(head);
    return fail(
        Error::Kind::Malformed,
        QStringLiteral("line 1: neither JUnit XML, a summary of k6 or autocannon in JSON, nor results of JMeter "
                       "with a line of column names"));
}

Result<ImportedResults> importedResults(const QByteArray &bytes)
{
    const Result<std::unique_ptr<ResultsReader>> reader = resultsReaderFor(bytes.left(64 * 1024));
    if (!reader)
        return tl::unexpected(reader.error());
    if (const Result<void> taken = (*reader)->take(bytes); !taken)
        return tl::unexpected(taken.error());
    return (*reader)->finish();
}

std::optional<std::int64_t> portalNumber(const QString &text)
{
    bool isNumber = false;
    const std::int64_t number = text.trimmed().toLongLong(&isNumber);
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

bool namesPortal(const QString &name)
{
    const QString plain = name.trimmed().toLower();
    return plain == u"portal" || plain == u"hubspot.portal" || plain == u"hubspot_portal_id" || plain == u"portal_id"
        || plain == u"portalid";
}

void addPortal(ImportedResults &results, const QString &text)
{
    const std::optional<std::int64_t> portal = portalNumber(text);
    if (portal && std::ranges::find(results.portals, *portal) == results.portals.end())
        results.portals.push_back(*portal);
}

QString resultsText(const QString &text)
{
    constexpr qsizetype longest = 160;
    return withoutTokens(text.left(longest).simplified());
}

} // namespace hubwatch
