#include "checklist/results/results_xml.h"

#include "batch/count_text.h"
#include "checklist/results/results_jmeter.h"
#include "checklist/results/results_junit.h"

namespace hubwatch {

namespace {

constexpr int deepestResults = 64;

class XmlResults : public ResultsReader
{
public:
    Result<void> take(const QByteArray &slice) override;
    Result<ImportedResults> finish() override;

private:
    Result<void> see(QXmlStreamReader::TokenType token);
    Result<void> begin();
    tl::unexpected<Error> fault(const QString &what) const;

    QXmlStreamReader m_xml;
    std::unique_ptr<XmlResultsPart> m_part = {};
    int m_depth = 0;
    bool m_closed = false;
};

tl::unexpected<Error> XmlResults::fault(const QString &what) const
{
    return fail(Error::Kind::Malformed, QStringLiteral("line %1: %2").arg(countText(m_xml.lineNumber()), what));
}

Result<void> XmlResults::take(const QByteArray &slice)
{
    if (m_closed) {
        if (const QByteArray more = slice.trimmed(); !more.isEmpty() && !more.startsWith("<!--"))
            return fault(QStringLiteral("there is more behind the end of the document"));
        return {};
    }
    m_xml.addData(slice);
    while (!m_xml.atEnd()) {
        const QXmlStreamReader::TokenType token = m_xml.readNext();
        if (m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)
            return {};
        if (m_xml.hasError())
            return fault(resultsText(m_xml.errorString()));
        if (const Result<void> seen = see(token); !seen)
            return seen;
    }
    return {};
}

Result<void> XmlResults::see(QXmlStreamReader::TokenType token)
{
    if (token == QXmlStreamReader::DTD)
        return fault(QStringLiteral("a document type is not taken: write the results without one"));
    if (token == QXmlStreamReader::StartElement)
        return begin();
    if (token == QXmlStreamReader::EndElement) {
        m_part->end(m_xml.name().toString(), m_depth);
        m_closed = --m_depth == 0;
    }
    return {};
}

Result<void> XmlResults::begin()
{
    const QString element = m_xml.name().toString();
    if (!m_part) {
        if (element == u"testsuites" || element == u"testsuite")
            m_part = junitResults();
        else if (element == u"testResults")
            m_part = jmeterXmlResults();
        else
            return fault(QStringLiteral("<%1> begins neither results of JUnit (testsuites) nor of JMeter (testResults)")
                             .arg(resultsText(element)));
    }
    if (++m_depth > deepestResults)
        return fault(QStringLiteral("elements within elements, %1 deep").arg(m_depth));
    const QString complaint = m_part->begin(element, m_xml.attributes(), m_depth);
    return complaint.isEmpty() ? Result<void>() : fault(complaint);
}

Result<ImportedResults> XmlResults::finish()
{
    if (!m_closed)
        return fault(QStringLiteral("the file ends within the document: it was cut off"));
    return m_part->results();
}

} // namespace

std::unique_ptr<ResultsReader> xmlResultsReader()
{
    return std::make_unique<XmlResults>();
}

} // namespace hubwatch
