// Results in XML: JUnit and JMeter, told apart by the first element.
#pragma once

#include "checklist/results/results_file.h"

#include <QXmlStreamReader>

namespace hubwatch {

/// What one kind of document makes of its elements.
class XmlResultsPart
{
public:
    virtual ~XmlResultsPart() = default;

    /// `depth` is 1 for the first element. Answers what is wrong with it; empty: nothing.
    virtual QString begin(const QString &element, const QXmlStreamAttributes &attributes, int depth) = 0;
    virtual void end(const QString &element, int depth) = 0;
    virtual ImportedResults results() const = 0;
};

/// Refuses document types, and with them entities of the document's own.
std::unique_ptr<ResultsReader> xmlResultsReader();

} // namespace hubwatch
