#include "app/checklist/readiness_facts.h"

#include "workspace/checklist_items.h"

#include <QDir>
#include <QFile>
#include <algorithm>

namespace hubwatch {

ReadinessFacts::Account accountOf(const std::map<QString, ReadinessFacts::Account> &accounts, const QString &account)
{
    const auto at = accounts.find(account);
    return at == accounts.end() ? ReadinessFacts::Account() : at->second;
}

ReadinessFacts::Account accountFacts(const AccountConfig &config, const std::optional<AccountDetails> &details)
{
    if (!details)
        return {.portal = config.portal};
    using Type = AccountDetails::Type;
    return {.portal = details->portal,
            .zone = details->timeZone,
            .isSandbox = details->type == Type::Unknown
                ? std::nullopt
                : std::optional(details->type == Type::Sandbox || details->type == Type::DeveloperTest)};
}

std::vector<LoadJob> loadJobs(const std::vector<BatchJob> &jobs)
{
    std::vector<LoadJob> load;
    for (const BatchJob &job : jobs) {
        const JobState &state = job.progress.state;
        if (state.phase != JobState::Phase::Finished || !state.startedAt || !state.endedAt)
            continue;
        const JobPiles &piles = job.progress.piles;
        load.push_back({.id = job.plan.id,
                        .account = job.plan.spec.account,
                        .endedAt = *state.endedAt,
                        .rows = piles.done + piles.failed + piles.unknown,
                        .failed = piles.failed + piles.unknown,
                        .took = *state.endedAt - *state.startedAt});
    }
    return load;
}

Result<std::vector<ChecklistItem>> itemsOf(const ChecklistTarget &target, const QString &folder)
{
    std::vector<ChecklistItem> items = shippedItems();
    for (const QString &name : target.items) {
        QFile file(placeOf(name, folder));
        if (!file.open(QFile::ReadOnly))
            return fail(Error::Kind::Storage,
                        QStringLiteral("%1: cannot be read (%2); it is named by items of the checklist of %3")
                            .arg(name, file.errorString(), target.service));
        const Result<std::vector<ChecklistItem>> own = parseItems(file.readAll(), name, items);
        if (!own)
            return tl::unexpected(own.error());
        items.insert(items.end(), own->begin(), own->end());
    }
    return items;
}

const ChecklistTarget *findTarget(const Workspace &workspace, const QString &service)
{
    const auto at = std::ranges::find(workspace.checklists, service, &ChecklistTarget::service);
    return at == workspace.checklists.end() ? nullptr : &*at;
}

const ServiceConfig *findService(const Workspace &workspace, const QString &service)
{
    const auto at = std::ranges::find(workspace.services, service, &ServiceConfig::name);
    return at == workspace.services.end() ? nullptr : &*at;
}

QString placeOf(const QString &path, const QString &folder)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

} // namespace hubwatch
