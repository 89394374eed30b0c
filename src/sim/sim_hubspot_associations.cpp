#include "sim/sim_hubspot_associations.h"

#include "sim/sim_hubspot_state.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostCreated = 2000;
constexpr qsizetype mostRead = 1000;
constexpr qsizetype mostArchived = 100;
constexpr int mostOnAssociationPage = 500;
constexpr int ownAssociation = 51; ///< between types that HubSpot defines nothing for

/// One type that HubSpot defines; the first of two ends is the one without a label, the second marks the primary.
struct DefinedAssociation {
    const char *from;
    const char *to;
    int there;
    int back;
};

constexpr std::array definedAssociations{
    DefinedAssociation{"contacts", "companies", 279, 280}, DefinedAssociation{"contacts", "companies", 1, 2},
    DefinedAssociation{"contacts", "deals", 4, 3},         DefinedAssociation{"deals", "companies", 341, 342},
    DefinedAssociation{"deals", "companies", 5, 6},        DefinedAssociation{"contacts", "tickets", 15, 16},
    DefinedAssociation{"companies", "tickets", 340, 339},  DefinedAssociation{"companies", "tickets", 25, 26},
    DefinedAssociation{"deals", "tickets", 27, 28},        DefinedAssociation{"deals", "line_items", 19, 20},
    DefinedAssociation{"contacts", "contacts", 449, 449},  DefinedAssociation{"companies", "companies", 450, 450},
};

/// The other end's type; nothing when HubSpot defines no such type between the two.
std::optional<SimAssociationType> inverse(const QString &from, const QString &to, const SimAssociationType &type)
{
    if (type.category == "USER_DEFINED"_L1)
        return type;
    for (const DefinedAssociation &one : definedAssociations) {
        const QLatin1StringView first(one.from);
        const QLatin1StringView second(one.to);
        if (from == first && to == second && type.id == one.there)
            return SimAssociationType{.id = one.back};
        if (from == second && to == first && type.id == one.back)
            return SimAssociationType{.id = one.there};
    }
    return std::nullopt;
}

struct AssociationInput {
    QString from = {};
    QStringList to = {};
    std::vector<SimAssociationType> types = {};
    std::int64_t after = 0;
};

enum class AssociationVerb { Default, Create, Read, Archive };

QJsonObject endJson(const QString &id)
{
    return {{"id"_L1, id}};
}

/// What every batch of associations is made of.
struct AssociationWork {
    const SimCall &call;
    SimState &state;
    SimAssociationEnds ends = {};
    AssociationVerb verb = AssociationVerb::Read;

    bool isLive(const QString &type, std::int64_t id) const
    {
        return state.records(ends.portal, type, call.now).find(id);
    }
};

tl::unexpected<ServedReply> missing(const SimCall &call, qsizetype index, const char *field)
{
    return tl::unexpected(invalidReply(
        call,
        QStringLiteral("Some required fields were not set: [inputs[%1].%2]").arg(index).arg(QLatin1StringView(field))));
}

SimChecked<std::vector<SimAssociationType>> typesOf(const AssociationWork &work, const QJsonArray &list,
                                                    qsizetype index)
{
    std::vector<SimAssociationType> types;
    for (const QJsonValue &item : list) {
        const SimAssociationType type{.category = item["associationCategory"_L1].toString(),
                                      .id = item["associationTypeId"_L1].toInt()};
        const bool isKnown = type.category == "HUBSPOT_DEFINED"_L1 || type.category == "USER_DEFINED"_L1;
        if (!isKnown || type.id <= 0 || !inverse(work.ends.from, work.ends.to, type))
            return tl::unexpected(
                invalidReply(work.call,
                             QStringLiteral("%1 %2 is no association from %3 to %4")
                                 .arg(type.category, QString::number(type.id), work.ends.from, work.ends.to)));
        types.push_back(type);
    }
    if (types.empty())
        return missing(work.call, index, "types");
    return types;
}

SimChecked<AssociationInput> associationInputOf(const AssociationWork &work, const QJsonObject &json, qsizetype index)
{
    AssociationInput input{.after = json.value("after"_L1).toString().toLongLong()};
    if (work.verb == AssociationVerb::Read) {
        input.from = json.value("id"_L1).toString();
        if (input.from.isEmpty())
            return missing(work.call, index, "id");
        return input;
    }
    input.from = json.value("from"_L1)["id"_L1].toString();
    if (input.from.isEmpty())
        return missing(work.call, index, "from");
    const QJsonValue to = json.value("to"_L1);
    const bool isList = work.verb == AssociationVerb::Archive;
    for (const QJsonValue &one : isList ? to.toArray() : QJsonArray{to})
        input.to += one["id"_L1].toString();
    if (input.to.isEmpty() || input.to.contains(QString()))
        return missing(work.call, index, "to");
    if (work.verb != AssociationVerb::Create) {
        input.types = {defaultAssociation(work.ends.from, work.ends.to)};
        return input;
    }
    auto types = typesOf(work, json.value("types"_L1).toArray(), index);
    if (!types)
        return tl::unexpected(types.error());
    input.types = std::move(*types);
    return input;
}

SimChecked<std::vector<AssociationInput>> associationInputsOf(const AssociationWork &work)
{
    const SimChecked<QJsonObject> body = jsonBody(work.call);
    if (!body)
        return tl::unexpected(body.error());
    const QJsonArray items = body->value("inputs"_L1).toArray();
    qsizetype most = mostCreated;
    if (work.verb == AssociationVerb::Read)
        most = mostRead;
    else if (work.verb == AssociationVerb::Archive)
        most = mostArchived;
    if (items.isEmpty() || items.size() > most)
        return tl::unexpected(invalidReply(
            work.call,
            QStringLiteral("The batch holds %1 inputs; it must hold between 1 and %2").arg(items.size()).arg(most)));
    std::vector<AssociationInput> inputs;
    for (const QJsonValue &item : items) {
        auto input = associationInputOf(work, item.toObject(), qsizetype(inputs.size()));
        if (!input)
            return tl::unexpected(input.error());
        inputs.push_back(std::move(*input));
    }
    return inputs;
}

QJsonObject associationError(const QString &subCategory, const QString &message, const AssociationInput &input)
{
    QJsonObject context{{"fromObjectId"_L1, QJsonArray{input.from}}};
    if (!input.to.isEmpty())
        context.insert("toObjectId"_L1, QJsonArray::fromStringList(input.to));
    return {{"status"_L1, "error"_L1},
            {"category"_L1, "OBJECT_NOT_FOUND"_L1},
            {"subCategory"_L1, subCategory},
            {"message"_L1, message},
            {"context"_L1, context}};
}

/// The dated versions answer 200 whatever some inputs came to; v4 had 207.
ServedReply associationReply(const SimCall &call, const QJsonArray &results, const QJsonArray &errors)
{
    QJsonObject body{{"status"_L1, "COMPLETE"_L1},
                     {"results"_L1, results},
                     {"startedAt"_L1, hubspotTime(call.now)},
                     {"completedAt"_L1, hubspotTime(call.now)}};
    if (!errors.isEmpty()) {
        body.insert("numErrors"_L1, errors.size());
        body.insert("errors"_L1, errors);
    }
    return jsonReply(200, body);
}

QJsonObject boundJson(const AssociationWork &work, const AssociationInput &input)
{
    const auto &[category, id] = input.types.front();
    if (work.verb == AssociationVerb::Default)
        return {
            {"from"_L1, endJson(input.from)},
            {"to"_L1, endJson(input.to.front())},
            {"associationSpec"_L1, QJsonObject{{"associationCategory"_L1, category}, {"associationTypeId"_L1, id}}}};
    return {{"fromObjectTypeId"_L1, work.ends.from},
            {"fromObjectId"_L1, input.from},
            {"toObjectTypeId"_L1, work.ends.to},
            {"toObjectId"_L1, input.to.front()},
            {"labels"_L1, QJsonArray()}};
}

ServedReply bindAll(const AssociationWork &work, const std::vector<AssociationInput> &inputs)
{
    QJsonArray results;
    QJsonArray errors;
    for (const AssociationInput &input : inputs) {
        const std::int64_t from = input.from.toLongLong();
        const std::int64_t to = input.to.front().toLongLong();
        if (!work.isLive(work.ends.from, from) || !work.isLive(work.ends.to, to)) {
            errors.append(associationError(QStringLiteral("crm.associations.OBJECT_NOT_FOUND"),
                                           QStringLiteral("One or both of the objects do not exist."), input));
            continue;
        }
        for (const SimAssociationType &type : input.types)
            work.state.associations.bind(work.ends, from, to, type);
        results.append(boundJson(work, input));
    }
    return associationReply(work.call, results, errors);
}

ServedReply unbindAll(const AssociationWork &work, const std::vector<AssociationInput> &inputs)
{
    for (const AssociationInput &input : inputs) {
        for (const QString &to : input.to)
            work.state.associations.unbind(work.ends, input.from.toLongLong(), to.toLongLong());
    }
    return associationReply(work.call, {}, {});
}

ServedReply readAll(const AssociationWork &work, const std::vector<AssociationInput> &inputs)
{
    QJsonArray results;
    QJsonArray errors;
    for (const AssociationInput &input : inputs) {
        const SimAssociations::Bound &bound = work.state.associations.of(work.ends, input.from.toLongLong());
        QJsonArray to;
        std::int64_t last = 0;
        bool more = false;
        for (auto it = bound.upper_bound(input.after); it != bound.end() && !more; ++it) {
            if (!work.isLive(work.ends.to, it->first))
                continue;
            more = to.size() == mostOnAssociationPage;
            if (more)
                break;
            last = it->first;
            QJsonArray types;
            for (const auto &[category, id] : it->second)
                types.append(QJsonObject{{"category"_L1, category}, {"typeId"_L1, id}, {"label"_L1, QJsonValue::Null}});
            to.append(QJsonObject{{"toObjectId"_L1, QString::number(it->first)}, {"associationTypes"_L1, types}});
        }
        if (to.isEmpty()) {
            errors.append(associationError(
                QStringLiteral("crm.associations.NO_ASSOCIATIONS_FOUND"),
                QStringLiteral("No %1 is associated with %2 %3.").arg(work.ends.to, work.ends.from, input.from),
                input));
            continue;
        }
        QJsonObject result{{"from"_L1, endJson(input.from)}, {"to"_L1, to}};
        if (more)
            result.insert("paging"_L1, QJsonObject{{"next"_L1, QJsonObject{{"after"_L1, QString::number(last)}}}});
        results.append(result);
    }
    return associationReply(work.call, results, errors);
}

std::optional<AssociationVerb> associationVerbOf(const QList<QByteArray> &parts)
{
    const QByteArray words = parts.sliced(2).join('/');
    if (words == "batch/associate/default")
        return AssociationVerb::Default;
    if (words == "batch/create")
        return AssociationVerb::Create;
    if (words == "batch/read")
        return AssociationVerb::Read;
    if (words == "batch/archive")
        return AssociationVerb::Archive;
    return std::nullopt;
}

} // namespace

SimAssociationType defaultAssociation(const QString &from, const QString &to)
{
    for (const DefinedAssociation &one : definedAssociations) {
        if (from == QLatin1StringView(one.from) && to == QLatin1StringView(one.to))
            return {.id = one.there};
        if (to == QLatin1StringView(one.from) && from == QLatin1StringView(one.to))
            return {.id = one.back};
    }
    return {.category = QStringLiteral("USER_DEFINED"), .id = ownAssociation};
}

void SimAssociations::bind(const SimAssociationEnds &ends, std::int64_t from, std::int64_t to,
                           const SimAssociationType &type)
{
    const auto add = [](std::vector<SimAssociationType> &types, const SimAssociationType &one) {
        if (std::ranges::find(types, one) == types.end())
            types.push_back(one);
    };
    add(m_pairs[{ends.portal, ends.from, ends.to}][from][to], type);
    add(m_pairs[{ends.portal, ends.to, ends.from}][to][from], inverse(ends.from, ends.to, type).value_or(type));
}

void SimAssociations::unbind(const SimAssociationEnds &ends, std::int64_t from, std::int64_t to)
{
    m_pairs[{ends.portal, ends.from, ends.to}][from].erase(to);
    m_pairs[{ends.portal, ends.to, ends.from}][to].erase(from);
}

const SimAssociations::Bound &SimAssociations::of(const SimAssociationEnds &ends, std::int64_t from) const
{
    static const Bound none;
    const auto pairs = m_pairs.find({ends.portal, ends.from, ends.to});
    if (pairs == m_pairs.end())
        return none;
    const auto at = pairs->second.find(from);
    return at == pairs->second.end() ? none : at->second;
}

std::int64_t SimAssociations::count(const SimAssociationEnds &ends) const
{
    const auto pairs = m_pairs.find({ends.portal, ends.from, ends.to});
    std::int64_t count = 0;
    if (pairs == m_pairs.end())
        return count;
    for (const auto &[from, bound] : pairs->second)
        count += std::int64_t(bound.size());
    return count;
}

std::optional<ServedReply> associationsAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts)
{
    const std::optional<AssociationVerb> verb = parts.size() > 2 ? associationVerbOf(parts) : std::nullopt;
    if (!verb)
        return std::nullopt;
    for (int i = 0; i < 2; ++i) {
        const QString type = simType(QString::fromUtf8(parts[i]));
        if (type.isEmpty())
            return invalidReply(
                call, QStringLiteral("Unable to infer object type from: %1").arg(QString::fromUtf8(parts[i])));
        if (const auto refusal = scopeRefusal(call, {simScope(type, *verb != AssociationVerb::Read)}))
            return refusal;
    }
    if (call.request.method != "POST")
        return errorReply(call, 405, {}, QStringLiteral("HTTP 405 Method Not Allowed"));
    const AssociationWork work{.call = call,
                               .state = state,
                               .ends = {.portal = call.token->portal,
                                        .from = simType(QString::fromUtf8(parts[0])),
                                        .to = simType(QString::fromUtf8(parts[1]))},
                               .verb = *verb};
    const SimChecked<std::vector<AssociationInput>> inputs = associationInputsOf(work);
    if (!inputs)
        return inputs.error();
    switch (*verb) {
    case AssociationVerb::Default:
    case AssociationVerb::Create: return bindAll(work, *inputs);
    case AssociationVerb::Read: return readAll(work, *inputs);
    case AssociationVerb::Archive: return unbindAll(work, *inputs);
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
