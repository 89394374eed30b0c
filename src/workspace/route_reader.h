// Reads how a route tells: what it takes, how it gathers, where in Slack.
#pragma once

#include "alerts/route.h"
#include "workspace/table_reader.h"

namespace hubwatch {

/// The keys of a [[routes]] block that follow its kind; those that the kind has no use for are mistakes.
void readTelling(TableReader &reader, Route &route);

} // namespace hubwatch
