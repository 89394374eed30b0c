// Job steps: how the step bar shows a job that was planned.
#pragma once

#include "snapshot/batch_state.h"

namespace hubwatch::ui {

class StepBar;

/// What is not finished, or not known, is a dash and never done.
void showStanding(StepBar &steps, const BatchJob &job);

} // namespace hubwatch::ui
