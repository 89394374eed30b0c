// hubwatchctl check: the production checklist of one service, for people and for pipelines.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

Command checkCommand();

} // namespace hubwatch
