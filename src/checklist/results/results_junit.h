// Results of tests as JUnit, surefire, pytest, jest, Playwright and others write them.
#pragma once

#include "checklist/results/results_xml.h"

namespace hubwatch {

/// Counts cases rather than believing counts, but takes a suite's word for failures that no case shows.
std::unique_ptr<XmlResultsPart> junitResults();

} // namespace hubwatch
