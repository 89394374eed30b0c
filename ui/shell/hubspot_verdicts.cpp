#include "ui/shell/hubspot_verdicts.h"

#include "ui/credentials/account_words.h"
#include "ui/format.h"
#include "ui/now/hubspot_lines.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString chipWord(const char *text)
{
    return QCoreApplication::translate("verdicts", text);
}

/// Worse first.
int chipRank(Mark mark)
{
    switch (mark) {
    case Mark::Bad: return 0;
    case Mark::Blind: return 1;
    case Mark::Warn: return 2;
    case Mark::Pending: return 3;
    case Mark::NotYet: return 4;
    case Mark::None: return 5;
    case Mark::Good: return 6;
    }
    Q_UNREACHABLE();
}

/// What one account's token says on the chip.
MarkedWord tokenChip(const AccountState &account, TimePoint now)
{
    MarkedWord chip = tokenText(account, now);
    const QString age = [&] {
        const auto known = ageOf(account.credential, now);
        return known ? chipWord("%1 old").arg(ageText(*known)) : QString();
    }();
    if (account.token == TokenState::Accepted && chip.mark == Mark::Good) {
        const MarkedWord rotation = ageWords(account.credential, now);
        chip.word = chipWord("verified %1 ago").arg(ageText(now - acceptedAt(account).value_or(now)));
        if (!age.isEmpty())
            chip.word += chipWord(", token %1").arg(age);
        if (rotation.mark == Mark::Bad)
            chip = {Mark::Warn, chipWord("%1, rotation overdue").arg(age)};
    } else if (account.token == TokenState::Refused && account.tokenError) {
        chip.word = account.tokenError->cause == ApiError::Cause::TokenExpired
            ? chipWord("refused: expired")
            : chipWord("refused: revoked or rotated");
    } else if (account.token == TokenState::MissingScope && !account.scopesMissing.isEmpty()) {
        chip.word = chipWord("lacks %1").arg(account.scopesMissing.front());
        if (account.scopesMissing.size() > 1)
            chip.word += chipWord(", %1 more").arg(account.scopesMissing.size() - 1);
    }
    return chip;
}

Verdict noAccounts(const QString &id, const QString &word)
{
    Verdict none{.id = id, .word = word, .evidence = chipWord("no account yet"), .page = Page::Sources};
    none.part = SourcesPart::Accounts;
    none.details = chipWord("Add an account in Sources to watch HubSpot's side.");
    none.brief = chipWord("no account");
    return none;
}

/// "refused" of "refused: revoked or rotated", "71 %" of "71 %, runs out 21:40".
QString briefOf(const QString &words)
{
    return words.section(QStringLiteral(": "), 0, 0).section(QStringLiteral(", "), 0, 0);
}

/// The worst of all accounts, the first of equals; every other one in the details.
template<class Say>
Verdict worstOf(const Snapshot &snapshot, const QString &id, const QString &word, Say say)
{
    Verdict verdict = noAccounts(id, word);
    if (snapshot.accounts.empty())
        return verdict;
    verdict.details.clear();
    const AccountState *worst = nullptr;
    for (const AccountState &account : snapshot.accounts) {
        const MarkedWord chip = say(account);
        verdict.details += QStringLiteral("%1: %2\n").arg(account.config.name, chip.word);
        if (!worst || chipRank(chip.mark) < chipRank(verdict.mark)) {
            worst = &account;
            verdict.mark = chip.mark;
            verdict.evidence = chip.word;
            verdict.brief = briefOf(chip.word);
        }
    }
    verdict.details.chop(1);
    verdict.service = worst->config.name;
    if (snapshot.accounts.size() > 1)
        verdict.evidence = QStringLiteral("%1 %2").arg(worst->config.name, verdict.evidence);
    return verdict;
}

} // namespace

Verdict verdictOnHubSpot(const Snapshot &snapshot)
{
    Verdict verdict = noAccounts(QStringLiteral("hubspot"), QStringLiteral("HubSpot"));
    if (snapshot.accounts.empty())
        return verdict;
    verdict.page = Page::Now;
    const MarkedWord level = hubspotLevel(snapshot);
    verdict.mark = level.mark;
    verdict.evidence = level.word;
    verdict.brief = briefOf(level.word);
    verdict.details = hubspotDetails(snapshot);
    if (snapshot.console.network == ConsoleState::Network::Lost) {
        // Whatever HubSpot's page said last: from here nobody can see it.
        const QString lost = chipWord("This machine has no network, so HubSpot cannot be seen from here.");
        verdict.details = verdict.details.isEmpty() ? lost : lost + u'\n' + verdict.details;
    }
    return verdict;
}

Verdict verdictOnToken(const Snapshot &snapshot)
{
    return worstOf(snapshot, QStringLiteral("token"), chipWord("Token"),
                   [&](const AccountState &account) { return tokenChip(account, snapshot.at); });
}

Verdict verdictOnQuota(const Snapshot &snapshot)
{
    return worstOf(snapshot, QStringLiteral("quota"), chipWord("Quota"),
                   [&](const AccountState &account) { return quotaText(account, snapshot.at); });
}

} // namespace hubwatch::ui
