// Reads one [[rules]] block.
#pragma once

#include "alerts/rule.h"
#include "workspace/name_book.h"
#include "workspace/table_reader.h"

namespace hubwatch {

/// What the block leaves out is as in the shipped rule of its name. `names` knows services and routes already.
Rule readRule(TableReader &reader, NameBooks &names);

} // namespace hubwatch
