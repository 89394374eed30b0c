#include "base/time_text.h"
#include "checklist/reports/report_parts.h"

#include <QXmlStreamWriter>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

enum class JunitCase { Passed, Failed, Broken, Skipped };

JunitCase junitCase(const ItemStanding &standing)
{
    switch (reportMark(standing)) {
    case ReportMark::NotAsked:
    case ReportMark::Waived:
    case ReportMark::NotApplicable: return JunitCase::Skipped;
    case ReportMark::Fail: return JunitCase::Failed;
    case ReportMark::Error:
    case ReportMark::NotRun: return JunitCase::Broken;
    case ReportMark::Pass:
    case ReportMark::Warn: return holdsBack(standing) ? JunitCase::Failed : JunitCase::Passed;
    }
    Q_UNREACHABLE();
}

struct JunitCounts {
    int tests = 0;
    int failures = 0;
    int errors = 0;
    int skipped = 0;
};

/// Of one group; of all with an empty one.
JunitCounts junitCounts(const Readiness &readiness, const QString &group)
{
    JunitCounts counts;
    for (const ItemStanding &standing : readiness.items) {
        if (!group.isEmpty() && standing.item.group != group)
            continue;
        const JunitCase became = junitCase(standing);
        ++counts.tests;
        counts.failures += became == JunitCase::Failed ? 1 : 0;
        counts.errors += became == JunitCase::Broken ? 1 : 0;
        counts.skipped += became == JunitCase::Skipped ? 1 : 0;
    }
    return counts;
}

void writeJunitCounts(QXmlStreamWriter &xml, const JunitCounts &counts)
{
    xml.writeAttribute("tests"_L1, QString::number(counts.tests));
    xml.writeAttribute("failures"_L1, QString::number(counts.failures));
    xml.writeAttribute("errors"_L1, QString::number(counts.errors));
}

QString junitBody(const ItemStanding &standing)
{
    constexpr std::size_t most = 50;
    const Evidence &evidence = standing.verdict.evidence;
    QStringList lines{QStringLiteral("%1: %2").arg(outcomeWord(standing.verdict.outcome), standing.verdict.words)};
    lines += waiverWords(standing);
    for (std::size_t at = 0; at < std::min(evidence.facts.size(), most); ++at) {
        const Fact &fact = evidence.facts[at];
        lines += fact.expected.isEmpty()
            ? QStringLiteral("%1: %2").arg(fact.name, fact.got)
            : QStringLiteral("%1: expected %2, got %3").arg(fact.name, fact.expected, fact.got);
    }
    for (std::size_t at = 0; at < std::min(evidence.findings.size(), most); ++at)
        lines += QStringLiteral("%1: %2 %3")
                     .arg(findingPlace(evidence.findings[at]), evidence.findings[at].text, evidence.findings[at].shown);
    lines += evidence.notes;
    if (!standing.item.remedy.isEmpty() && needsDetails(standing))
        lines += QStringLiteral("Remedy: %1").arg(standing.item.remedy);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString skipWords(const ItemStanding &standing, const Readiness &readiness)
{
    switch (reportMark(standing)) {
    case ReportMark::NotAsked: return QStringLiteral("not asked for at level %1").arg(levelName(readiness.level));
    case ReportMark::Waived: return waiverWords(standing);
    case ReportMark::NotApplicable:
    case ReportMark::Pass:
    case ReportMark::Warn:
    case ReportMark::Fail:
    case ReportMark::Error:
    case ReportMark::NotRun: return standing.verdict.words;
    }
    Q_UNREACHABLE();
}

void writeJunitWords(QXmlStreamWriter &xml, QLatin1StringView element, const ItemStanding &standing,
                     const QString &message)
{
    xml.writeStartElement(element);
    xml.writeAttribute("type"_L1, outcomeName(standing.verdict.outcome));
    xml.writeAttribute("message"_L1, message);
    xml.writeCharacters(junitBody(standing));
    xml.writeEndElement();
}

void writeJunitCase(QXmlStreamWriter &xml, const ItemStanding &standing, const Readiness &readiness)
{
    xml.writeStartElement("testcase"_L1);
    xml.writeAttribute("classname"_L1, QStringLiteral("%1.%2").arg(readiness.service, standing.item.id));
    xml.writeAttribute("name"_L1, standing.item.title.isEmpty() ? standing.item.id : standing.item.title);
    xml.writeAttribute("time"_L1, "0"_L1);
    switch (junitCase(standing)) {
    case JunitCase::Passed: xml.writeTextElement("system-out"_L1, junitBody(standing)); break;
    case JunitCase::Failed: writeJunitWords(xml, "failure"_L1, standing, standing.verdict.words); break;
    case JunitCase::Broken: writeJunitWords(xml, "error"_L1, standing, standing.verdict.words); break;
    case JunitCase::Skipped: writeJunitWords(xml, "skipped"_L1, standing, skipWords(standing, readiness)); break;
    }
    xml.writeEndElement();
}

void writeJunitProperty(QXmlStreamWriter &xml, const QString &name, const QString &value)
{
    xml.writeEmptyElement("property"_L1);
    xml.writeAttribute("name"_L1, name);
    xml.writeAttribute("value"_L1, value);
}

void writeJunitSuite(QXmlStreamWriter &xml, const QString &group, const Readiness &readiness)
{
    const JunitCounts counts = junitCounts(readiness, group);
    xml.writeStartElement("testsuite"_L1);
    xml.writeAttribute("name"_L1, group);
    writeJunitCounts(xml, counts);
    xml.writeAttribute("skipped"_L1, QString::number(counts.skipped));
    xml.writeAttribute("time"_L1, "0"_L1);
    xml.writeAttribute("timestamp"_L1, utcText(readiness.at).left(19)); // in UTC, which this form does not name
    xml.writeAttribute("hostname"_L1, readiness.by.section(u'@', 1));
    xml.writeStartElement("properties"_L1);
    writeJunitProperty(xml, QStringLiteral("level"), levelName(readiness.level));
    writeJunitProperty(xml, QStringLiteral("ready"),
                       isReady(readiness) ? QStringLiteral("true") : QStringLiteral("false"));
    if (readiness.portal != 0)
        writeJunitProperty(xml, QStringLiteral("hubspot.portal"), QString::number(readiness.portal));
    xml.writeEndElement();
    for (const ItemStanding &standing : readiness.items)
        if (standing.item.group == group)
            writeJunitCase(xml, standing, readiness);
    xml.writeEndElement();
}

} // namespace

QByteArray junitReport(const Readiness &readiness)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement("testsuites"_L1);
    xml.writeAttribute("name"_L1, QStringLiteral("production checklist of %1").arg(readiness.service));
    writeJunitCounts(xml, junitCounts(readiness, {}));
    xml.writeAttribute("time"_L1, "0"_L1);
    for (const QString &group : groupsOf(readiness))
        writeJunitSuite(xml, group, readiness);
    xml.writeEndDocument();
    return text;
}

} // namespace hubwatch
