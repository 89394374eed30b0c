// What is said before a job is cancelled, taken back, decided on or deleted; and why something cannot be done now.
// Pure.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/batch/confirm_dialog.h"

namespace hubwatch::ui {

Confirmation cancelConfirmation(const BatchJob &job);
Confirmation undoConfirmation(const BatchJob &job);
/// Unknown rows become done or failed.
Confirmation decideConfirmation(const BatchJob &job, Pile pile);
/// A word is to be typed while the job is under way.
Confirmation removeConfirmation(const BatchJob &job);

/// Empty: it can be paused, or resumed.
QString whyNoPause(const BatchJob &job);
/// Empty: failed rows can be sent again.
QString whyNoRetry(const BatchJob &job);
/// Empty: it can be deleted.
QString whyNoRemove(const BatchJob &job);

} // namespace hubwatch::ui
