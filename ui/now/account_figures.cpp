#include "ui/credentials/account_words.h"
#include "ui/now/service_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString figureWord(const char *text)
{
    return QCoreApplication::translate("service", text);
}

} // namespace

ServiceSummary accountSummary(const ServiceState &service, const AccountState &account, TimePoint now)
{
    const MarkedWord token = tokenText(account, now);
    if (account.token == TokenState::Accepted && token.mark == Mark::Good) {
        const MarkedWord quota = quotaText(account, now);
        const ServiceSummary calls = summaryOf(service);
        if (quota.mark == Mark::Bad && calls.mark != Mark::Bad)
            return {Mark::Bad, figureWord("quota %1").arg(quota.word)};
        if (calls.mark != Mark::Good && calls.mark != Mark::NotYet)
            return calls;
        if (quota.mark == Mark::Warn)
            return {Mark::Warn, figureWord("quota %1").arg(quota.word)};
        return {Mark::Good, figureWord("answers")};
    }
    if (account.token == TokenState::NotYet)
        return {Mark::NotYet, figureWord("not asked yet")};
    return {token.mark, figureWord("token %1").arg(token.word)};
}

std::vector<Figure> accountFigures(const ServiceState &service, const AccountState &account,
                                   const std::vector<Rule> &rules, TimePoint now)
{
    std::vector<Figure> figures = figuresOf(service, rules);
    std::erase_if(figures, [](const Figure &figure) { return figure.signal != u"api.error_rate"; });
    const MarkedWord quota = quotaText(account, now);
    const auto share = quotaShare(account, now);
    Figure used{.signal = QStringLiteral("quota.used"), .label = figureWord("quota"), .mark = quota.mark};
    used.unit = Unit::Ratio;
    used.value = share ? valueText(*share, Unit::Ratio) : quota.word;
    used.details = QStringList{quotaAmount(account), quotaForecast(account, now)}.join(QStringLiteral(" · "));
    used.lineless = traceOf(service, used.signal) == nullptr;
    if (const QString forecast = share ? quotaForecast(account, now) : QString(); !forecast.isEmpty())
        used.label = figureWord("quota, %1").arg(forecast.section(QStringLiteral(" · "), -1));
    figures.push_back(std::move(used));
    const MarkedWord token = tokenText(account, now);
    for (Figure &figure : figures) {
        if (token.mark != Mark::Blind || figure.mark != Mark::Good)
            continue;
        // Nothing is good of an account that cannot be asked.
        figure.mark = Mark::Blind;
        figure.value = figureWord("unknown");
    }
    Figure age{.signal = QStringLiteral("credential.age"), .label = figureWord("token"), .mark = token.mark};
    age.value = tokenWord(account.token).word;
    if (token.mark == Mark::Blind)
        age.value = account.token == TokenState::Unreadable ? age.value : figureWord("unseen");
    age.details = account.tokenWords;
    age.lineless = true;
    if (const auto known = ageOf(account.credential, now))
        age.label = figureWord("token, %1 old").arg(ageText(*known));
    figures.push_back(std::move(age));
    return figures;
}

} // namespace hubwatch::ui
