// What the looks of a team's own items come to, each without its time.
#pragma once

#include "base/process_runner.h"
#include "checklist/evidence.h"
#include "checklist/item.h"
#include "checklist/test_instance.h"

namespace hubwatch {

QString optionOfItem(const ChecklistItem &item, const char *name);

/// The request that an item of probe http asks for.
struct OwnHttp {
    HttpRequest::Method method = HttpRequest::Method::Get;
    QUrl url = {}; ///< empty: `path` of the base
    QString path = {};
};
OwnHttp ownHttp(const ChecklistItem &item);

/// `nowhere` is what a path answered that cannot exist: where it passes as well, the item proves nothing.
Verdict judgeOwnHttp(const ChecklistItem &item, const Heard &heard, const Heard &nowhere);
/// Reads the file; at most a megabyte of it, and none outside the repository.
Verdict judgeOwnFile(const ChecklistItem &item, const QString &repository);
Verdict judgeOwnCommand(const ChecklistItem &item, const Result<ProcessOutcome> &outcome);
Verdict judgeOwnMetric(const ChecklistItem &item, const Result<std::optional<double>> &sum);

} // namespace hubwatch
