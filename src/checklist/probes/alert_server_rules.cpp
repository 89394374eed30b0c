#include "checklist/probe_answer.h"
#include "checklist/probes/alert_judgement.h"
#include "hubspot/json_fields.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> badRules(const QString &where, const QString &expected, const QJsonValue &found)
{
    return fail(Error::Kind::Malformed,
                u"rules: %1: expected %2, found %3"_s.arg(where, expected, jsonTypeName(found)));
}

Result<void> takeServerGroup(const QJsonValue &value, const QString &where, std::vector<ServerRule> &rules)
{
    const QJsonObject group = value.toObject();
    if (!group["rules"_L1].isArray())
        return badRules(where + u".rules"_s, u"an array"_s, group["rules"_L1]);
    const QJsonArray all = group["rules"_L1].toArray();
    for (const QJsonValue &entry : all) {
        const QJsonObject rule = entry.toObject();
        if (!rule["type"_L1].isString())
            return badRules(where + u".rules[].type"_s, u"text"_s, rule["type"_L1]);
        if (rule["type"_L1].toString() != "alerting"_L1)
            continue;
        for (const char *key : {"name", "query", "health"})
            if (!rule[QLatin1StringView(key)].isString())
                return badRules(where + u".rules[]."_s + QString::fromLatin1(key), u"text"_s,
                                rule[QLatin1StringView(key)]);
        rules.push_back({.group = group["name"_L1].toString(),
                         .name = rule["name"_L1].toString(),
                         .query = rule["query"_L1].toString(),
                         .health = rule["health"_L1].toString(),
                         .lastError = rule["lastError"_L1].toString()});
    }
    return {};
}

} // namespace

Result<std::vector<ServerRule>> parseServerRules(const QByteArray &json)
{
    const Result<QJsonObject> answer = jsonObject(json, "rules");
    if (!answer)
        return tl::unexpected(answer.error());
    if ((*answer)["status"_L1].toString() != "success"_L1)
        return fail(Error::Kind::Malformed, u"rules: status is not \"success\""_s);
    const QJsonValue groups = (*answer)["data"_L1]["groups"_L1];
    if (!groups.isArray())
        return badRules(u"data.groups"_s, u"an array"_s, groups);
    std::vector<ServerRule> rules;
    const QJsonArray all = groups.toArray();
    for (qsizetype i = 0; i < all.size(); ++i)
        if (const auto taken = takeServerGroup(all[i], u"data.groups[%1]"_s.arg(i), rules); !taken)
            return tl::unexpected(taken.error());
    return rules;
}

bool readsMetric(const QString &query, const QString &metric)
{
    if (metric.isEmpty())
        return false;
    const QRegularExpression word(u"(?<![A-Za-z0-9_:])%1(?![A-Za-z0-9_:])"_s.arg(QRegularExpression::escape(metric)));
    return query.contains(word);
}

AlertJudgement judgeServerRules(const QString &server, const std::vector<ServerRule> &rules, const QString &metric)
{
    AlertJudgement judged;
    for (const ServerRule &rule : rules) {
        if (!readsMetric(rule.query, metric))
            continue;
        const bool isWell = rule.health == "ok"_L1;
        QString health = isWell ? u"there"_s : u"health \"%1\""_s.arg(shownWords(rule.health, 20));
        if (!isWell && !rule.lastError.isEmpty())
            health += u": "_s + shownWords(rule.lastError);
        judged.facts.push_back({.name = u"%1: rule \"%2\""_s.arg(shownWords(server, 40), shownWords(rule.name, 60)),
                                .expected = u"evaluated"_s,
                                .got = health,
                                .outcome = isWell ? Outcome::Pass : Outcome::Warn});
        if (!isWell && judged.words.isEmpty())
            judged.words = u"%1 does not evaluate its rule \"%2\" (%3)"_s.arg(shownWords(server, 40),
                                                                              shownWords(rule.name, 60), health);
    }
    if (judged.facts.empty()) {
        judged.words = u"no alerting rule of %1 reads %2"_s.arg(shownWords(server, 40), shownWords(metric, 80));
        judged.facts.push_back({.name = shownWords(server, 40),
                                .expected = u"an alerting rule that reads %1"_s.arg(shownWords(metric, 80)),
                                .got = rules.empty()
                                    ? u"no alerting rule"_s
                                    : u"none of its %1"_s.arg(counted(qsizetype(rules.size()), u"alerting rule"_s)),
                                .outcome = Outcome::Fail});
    }
    judged.outcome = worstOf(judged.facts);
    if (judged.words.isEmpty())
        judged.words = u"%1 has %2 on %3"_s.arg(shownWords(server, 40),
                                                counted(qsizetype(judged.facts.size()), u"alerting rule"_s),
                                                shownWords(metric, 80));
    return judged;
}

} // namespace hubwatch
