// lookAt(): the settings an item is measured by, as one hash.
#pragma once

#include "app/checklist/readiness_facts.h"

namespace hubwatch {

/// Another repository, test instance, account, receiver or file is another question, and what was answered before
/// proves nothing about it. Thresholds that only weigh what was measured count, too.
QString lookAt(const ChecklistItem &item, const ReadinessFacts &facts, const ChecklistTarget &target);

} // namespace hubwatch
