#include "ui/format.h"
#include "ui/sources/account_card.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

QString columnWord(const char *text)
{
    return QCoreApplication::translate("accountCard", text);
}

AccountFact plain(const char *label, const QString &value, const QString &hover = {})
{
    return {.label = columnWord(label), .value = {Mark::None, value}, .hover = hover.isEmpty() ? value : hover};
}

AccountFact stated(const char *label, const MarkedWord &value, const QString &hover = {})
{
    return {.label = columnWord(label), .value = value, .marked = true, .hover = hover.isEmpty() ? value.word : hover};
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

AccountColumn tokenColumn(const AccountState &account, TimePoint now)
{
    const CredentialRecord &record = account.credential;
    AccountColumn column{.title = columnWord("Token")};
    QString hover = account.tokenWords;
    if (account.verifiedAt)
        hover += u'\n' + columnWord("verified %1").arg(instantText(*account.verifiedAt));
    column.facts.push_back(stated("state", tokenText(account, now), hover.trimmed()));
    const QString shown = record.fingerprint.shown;
    const QString reference = account.config.credential;
    column.facts.push_back(
        plain("lives in", orDash(shown.isEmpty() ? reference : QStringLiteral("%1 · %2").arg(reference, shown))));
    const MarkedWord age = ageWords(record, now);
    column.facts.push_back(
        stated("age", age, QStringLiteral("%1\n%2").arg(age.word, adviceWords(record, now)).trimmed()));
    column.facts.push_back(stated("scopes", scopesText(account),
                                  columnWord("granted: %1\nneeded: %2")
                                      .arg(orDash(record.scopes.join(QStringLiteral(", "))),
                                           orDash(account.scopesNeeded.join(QStringLiteral(", "))))));
    return column;
}

AccountColumn quotaColumn(const AccountState &account, TimePoint now)
{
    AccountColumn column{.title = columnWord("Daily quota")};
    column.facts.push_back(stated("used", quotaText(account, now)));
    column.facts.push_back(plain("amount", orDash(quotaAmount(account))));
    QStringList forecast = quotaForecast(account, now).split(QStringLiteral(" · "), Qt::SkipEmptyParts);
    const bool resets = account.quota && account.quota->resetsAt && *account.quota->resetsAt > now;
    column.facts.push_back(
        plain("reset", resets ? forecast.takeFirst().remove(0, columnWord("resets ").size()) : QStringLiteral("–")));
    column.facts.push_back(plain("forecast", orDash(forecast.join(QStringLiteral(" · "))),
                                 account.quota ? columnWord("from %1").arg(account.quota->from) : QString()));
    return column;
}

AccountColumn callsColumn(const AccountState &account, TimePoint now)
{
    const PollCost &cost = account.cost;
    AccountColumn column{.title = columnWord("Our calls")};
    column.facts.push_back(plain("window", account.lastTry ? limiterText(account.limiter) : QStringLiteral("–")));
    const MarkedWord bound = limiterBoundText(account.limiter, now);
    column.facts.push_back(bound.mark == Mark::Good ? plain("now", bound.word) : stated("now", bound));
    column.facts.push_back(cost.slowed ? stated("cost", {Mark::Warn, costText(cost)})
                                       : plain("cost", cost.budget > 0 ? costText(cost) : QStringLiteral("–")));
    const QString today = (cost.callsToday == 1 ? columnWord("1 call of ours")
                                                : columnWord("%1 calls of ours").arg(countText(cost.callsToday)));
    if (cost.legacyCalls > 0)
        column.facts.push_back(stated(
            "today", {Mark::Warn, columnWord("%1, %2 to retiring paths").arg(today, countText(cost.legacyCalls))},
            columnWord("HubSpot will switch off the paths of versions v1 to v4.")));
    else
        column.facts.push_back(plain("today", today));
    return column;
}

} // namespace

std::array<AccountColumn, 3> accountColumns(const AccountState &account, TimePoint now)
{
    return {tokenColumn(account, now), quotaColumn(account, now), callsColumn(account, now)};
}

} // namespace hubwatch::ui
