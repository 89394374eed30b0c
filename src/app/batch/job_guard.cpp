#include "app/batch/job_guard.h"

#include "batch/count_text.h"
#include "snapshot/account_state.h"

#include <QFileInfo>

namespace hubwatch {

QString accountRefusal(const Plan &plan, const BatchAccount &account)
{
    const AccountConfig &config = account.config;
    if (writes(plan.spec.operation) && config.readOnly)
        return QStringLiteral("account %1 is read-only in the workspace; take read_only = true out to write to it")
            .arg(config.name);
    if (config.batchCeiling > 0 && plan.rows > config.batchCeiling)
        return QStringLiteral("the job has %1 rows and account %2 allows %3; split the file, or raise batch_ceiling")
            .arg(countText(plan.rows), config.name, countText(config.batchCeiling));
    if (!account.accepted)
        return account.words;
    const std::int64_t portal = account.details ? account.details->portal : config.portal;
    if (plan.spec.portal != 0 && portal != plan.spec.portal)
        return QStringLiteral("the job was planned for portal %1 and account %2 is portal %3 now; plan it again")
            .arg(plan.spec.portal)
            .arg(config.name)
            .arg(portal);
    return {};
}

bool isProduction(const Plan &plan, const BatchAccount &account)
{
    return plan.spec.production || isProduction(account.config, account.details);
}

bool needsConfirmation(const Plan &plan, const BatchAccount &account)
{
    return writes(plan.spec.operation) && isProduction(plan, account);
}

bool wasNeverConfirmed(const Plan &plan, const BatchAccount &account)
{
    return !plan.spec.production && needsConfirmation(plan, account);
}

QString confirmationRefusal(const Plan &plan, const BatchAccount &account, const QString &typed)
{
    if (!needsConfirmation(plan, account))
        return {};
    const std::int64_t portal = account.details ? account.details->portal : plan.spec.portal;
    const QString text = typed.trimmed();
    const bool byName = account.details && !account.details->name.isEmpty()
        && text.compare(account.details->name, Qt::CaseInsensitive) == 0;
    if (!text.isEmpty() && (text == QString::number(portal) || byName))
        return {};
    return QStringLiteral("this writes %1 rows to production portal %2: type the portal's id to confirm (--confirm %2)")
        .arg(countText(plan.accepted))
        .arg(portal);
}

QString fileRefusal(const JobInput &input)
{
    if (input.path.isEmpty() || !input.search.isEmpty() || !QFileInfo::exists(input.path))
        return {};
    const Result<QString> now = fileSha256(input.path);
    if (!now || *now == input.sha256)
        return {};
    return QStringLiteral("%1 has changed since it was planned (sha %2 then, %3 now); plan again to take it as it is")
        .arg(input.name, input.sha256.left(8), now->left(8));
}

} // namespace hubwatch
