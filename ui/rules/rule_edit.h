// Rule edits: a workspace with rules changed, added, taken out. Pure; mistakes come back as sentences.
#pragma once

#include "workspace/workspace.h"

namespace hubwatch::ui {

/// `previousName`: the rule's so far; empty: a new one. A shipped rule that is as shipped again leaves the file.
Workspace withRule(Workspace workspace, const QString &previousName, const Rule &rule);
Workspace withoutRule(Workspace workspace, const QString &name);
QStringList ruleProblems(const Workspace &workspace, const QString &previousName, const Rule &rule);
/// A rule on the signal with its usual numbers and a name that is free.
Rule newRule(const Workspace &workspace, const QString &signal);
bool isShipped(const Rule &rule);

/// The burn rates of the error budget, which stand beside the fixed rules and are switched as one.
bool inBurnPack(const Rule &rule);
enum class BurnPack { Off, Partly, On };
BurnPack burnPack(const std::vector<Rule> &rules);
Workspace withBurnPack(Workspace workspace, bool on);

} // namespace hubwatch::ui
