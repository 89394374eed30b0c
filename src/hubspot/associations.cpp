#include "hubspot/batch_answer.h"
#include "hubspot/batch_requests.h"
#include "hubspot/json_fields.h"
#include "hubspot/json_post.h"

#include <QJsonArray>
#include <map>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QUrl associationsUrl(const QUrl &api, const QString &from, const QString &to, QLatin1StringView call)
{
    const auto encoded = [](const QString &part) { return QString::fromLatin1(QUrl::toPercentEncoding(part)); };
    return apiUrl(
        api, QStringLiteral("/crm/associations/%1/%2/%3/batch/%4").arg(apiVersion, encoded(from), encoded(to), call));
}

QJsonObject idObject(const QString &id)
{
    return {{"id"_L1, id}};
}

} // namespace

HttpRequest associateRequest(const QUrl &api, const QString &from, const QString &to, const QString &category,
                             int typeId, std::span<const AssociationPair> pairs)
{
    const bool labelled = !category.isEmpty();
    QJsonArray inputs;
    for (const AssociationPair &pair : pairs) {
        QJsonObject input{{"from"_L1, idObject(pair.from)}, {"to"_L1, idObject(pair.to)}};
        if (labelled)
            input.insert(
                "types"_L1,
                QJsonArray{QJsonObject{{"associationCategory"_L1, category}, {"associationTypeId"_L1, typeId}}});
        inputs.append(input);
    }
    // Binding what is bound changes nothing, so these may be repeated.
    return jsonPost(associationsUrl(api, from, to, labelled ? "create"_L1 : "associate/default"_L1),
                    {{"inputs"_L1, inputs}}, {.timeout = postedWriteTimeout});
}

HttpRequest dissociateRequest(const QUrl &api, const QString &from, const QString &to,
                              std::span<const AssociationPair> pairs)
{
    std::map<QString, QJsonArray> bound;
    for (const AssociationPair &pair : pairs)
        bound[pair.from].append(idObject(pair.to));
    QJsonArray inputs;
    for (const auto &[id, others] : bound)
        inputs.append(QJsonObject{{"from"_L1, idObject(id)}, {"to"_L1, others}});
    return jsonPost(associationsUrl(api, from, to, "archive"_L1), {{"inputs"_L1, inputs}},
                    {.timeout = postedWriteTimeout});
}

HttpRequest associationsReadRequest(const QUrl &api, const QString &from, const QString &to, const QStringList &ids)
{
    QJsonArray inputs;
    for (const QString &id : ids)
        inputs.append(idObject(id));
    return jsonPost(associationsUrl(api, from, to, "read"_L1), {{"inputs"_L1, inputs}}, {.timeout = postedReadTimeout});
}

Result<QHash<QString, QStringList>> parseAssociations(const QByteArray &json)
{
    const Result<QJsonObject> body = jsonObject(json, "associations");
    if (!body)
        return tl::unexpected(body.error());
    const QJsonValue results = body->value("results"_L1);
    if (!results.isArray() && !body->value("errors"_L1).isArray())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("associations: results: expected an array, found %1").arg(jsonTypeName(results)));
    QHash<QString, QStringList> bound;
    for (const QJsonValue &one : results.toArray()) {
        QStringList others;
        for (const QJsonValue &to : one["to"_L1].toArray()) {
            const QString id = textField(to["toObjectId"_L1]);
            others << (id.isEmpty() ? textField(to["id"_L1]) : id);
        }
        if (one["paging"_L1]["next"_L1].isObject())
            others << QString(); // there are more than were shown
        bound[textField(one["from"_L1]["id"_L1])] += others;
    }
    return bound;
}

} // namespace hubwatch
