// Results of JMeter (JTL), as CSV and as XML.
#pragma once

#include "checklist/results/results_xml.h"

namespace hubwatch {

/// Whether its first line has the names of JMeter's columns.
bool looksLikeJmeterCsv(const QByteArray &head);
/// `head` tells the encoding and the delimiter.
std::unique_ptr<ResultsReader> jmeterCsvReader(const QByteArray &head);
std::unique_ptr<XmlResultsPart> jmeterXmlResults();

} // namespace hubwatch
