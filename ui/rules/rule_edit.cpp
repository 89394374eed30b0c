#include "ui/rules/rule_edit.h"

#include "workspace/rule_defaults.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString ruleEditWord(const char *text)
{
    return QCoreApplication::translate("rules", text);
}

} // namespace

bool isShipped(const Rule &rule)
{
    return isShippedRule(rule.name) && ruleDefaults(rule.name, rule.signal).signal == rule.signal;
}

Workspace withRule(Workspace workspace, const QString &previousName, const Rule &rule)
{
    const auto found = std::ranges::find(workspace.rules, previousName, &Rule::name);
    if (isShippedRule(rule.name) && rule == ruleDefaults(rule.name, rule.signal)) {
        if (found != workspace.rules.end())
            workspace.rules.erase(found);
        return workspace;
    }
    if (found != workspace.rules.end())
        *found = rule;
    else
        workspace.rules.push_back(rule);
    return workspace;
}

Workspace withoutRule(Workspace workspace, const QString &name)
{
    std::erase_if(workspace.rules, [&](const Rule &rule) { return rule.name == name; });
    return workspace;
}

QStringList ruleProblems(const Workspace &workspace, const QString &previousName, const Rule &rule)
{
    QStringList problems;
    const std::vector<Rule> rules = effectiveRules(workspace);
    if (rule.name.trimmed().isEmpty())
        problems << ruleEditWord("The rule needs a name.");
    else if (rule.name != previousName && std::ranges::find(rules, rule.name, &Rule::name) != rules.end())
        problems << ruleEditWord("Another rule is named “%1” already.").arg(rule.name);
    if (rule.polls < 0 || rule.holdFor < Duration::zero())
        problems << ruleEditWord("The time it must hold cannot be negative.");
    for (const QString &name : rule.routes)
        if (std::ranges::find(workspace.routes, name, &Route::name) == workspace.routes.end())
            problems << ruleEditWord("There is no route “%1”; add it, or take it out of the rule.").arg(name);
    return problems;
}

Rule newRule(const Workspace &workspace, const QString &signal)
{
    const std::vector<Rule> rules = effectiveRules(workspace);
    QString name;
    for (int number = 2; name.isEmpty() || std::ranges::find(rules, name, &Rule::name) != rules.end(); ++number)
        name = QStringLiteral("%1 %2").arg(signal).arg(number);
    Rule rule = ruleDefaults(signal, signal);
    rule.name = name;
    rule.enabled = true;
    return rule;
}

bool inBurnPack(const Rule &rule)
{
    return rule.signal.startsWith(u"api.burn.") && isShippedRule(rule.name);
}

BurnPack burnPack(const std::vector<Rule> &rules)
{
    const auto all = std::ranges::count_if(rules, inBurnPack);
    const auto on = std::ranges::count_if(rules, [](const Rule &rule) { return inBurnPack(rule) && rule.enabled; });
    if (on == 0)
        return BurnPack::Off;
    return on == all ? BurnPack::On : BurnPack::Partly;
}

Workspace withBurnPack(Workspace workspace, bool on)
{
    for (Rule rule : effectiveRules(workspace)) {
        if (!inBurnPack(rule))
            continue;
        rule.enabled = on;
        workspace = withRule(std::move(workspace), rule.name, rule);
    }
    return workspace;
}

} // namespace hubwatch::ui
