#include "batch/definition_cache.h"

#include "base/time_text.h"
#include "base/write_file.h"
#include "hubspot/json_fields.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qint64 largestDefinitions = 50'000'000;
constexpr Duration longestDefinitionsCall = 5min; // retries included; whoever asks later asks anew

/// In HubSpot's own form, so that one reader does.
QJsonObject definitionJson(const PropertyDefinition &definition)
{
    QJsonArray options;
    for (const PropertyOption &option : definition.options)
        options += QJsonObject{{QStringLiteral("value"), option.value},
                               {QStringLiteral("label"), option.label},
                               {QStringLiteral("hidden"), option.hidden}};
    return {
        {QStringLiteral("name"), definition.name},
        {QStringLiteral("label"), definition.label},
        {QStringLiteral("type"), definition.type},
        {QStringLiteral("fieldType"), definition.fieldType},
        {QStringLiteral("groupName"), definition.group},
        {QStringLiteral("options"), options},
        {QStringLiteral("hasUniqueValue"), definition.isUnique},
        {QStringLiteral("modificationMetadata"), QJsonObject{{QStringLiteral("readOnlyValue"), definition.isReadOnly}}},
        {QStringLiteral("archived"), definition.isArchived}};
}

QByteArray definitionsJson(const Definitions &definitions)
{
    QJsonArray results;
    for (const PropertyDefinition &definition : definitions.properties)
        results += definitionJson(definition);
    return QJsonDocument(QJsonObject{{QStringLiteral("portal"), QString::number(definitions.portal)},
                                     {QStringLiteral("object"), definitions.object},
                                     {QStringLiteral("readAt"), utcText(definitions.readAt)},
                                     {QStringLiteral("results"), results}})
        .toJson(QJsonDocument::Compact);
}

std::optional<Definitions> readDefinitions(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestDefinitions)
        return std::nullopt;
    const QByteArray json = file.readAll();
    const auto object = jsonObject(json, "definitions");
    auto properties = parseProperties(json);
    if (!object || !properties)
        return std::nullopt;
    const auto portal = integerField((*object)[QStringLiteral("portal")]);
    const auto readAt = instantField((*object)[QStringLiteral("readAt")]);
    if (!portal || !readAt)
        return std::nullopt;
    return Definitions{.portal = *portal,
                       .object = textField((*object)[QStringLiteral("object")]),
                       .properties = std::move(*properties),
                       .readAt = *readAt};
}

bool areDefinitionsOf(const Definitions &definitions, std::int64_t portal, const QString &object)
{
    return definitions.portal == portal && definitions.object == object;
}

} // namespace

DefinitionCache::DefinitionCache(QString folder, Clock &clock)
    : m_folder(std::move(folder))
    , m_clock(clock)
{ }

QString DefinitionCache::filePath(std::int64_t portal, const QString &object) const
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(object));
    return QDir(m_folder).filePath(QStringLiteral("%1-%2.json").arg(portal).arg(name));
}

std::optional<Definitions> DefinitionCache::kept(std::int64_t portal, const QString &object, Duration most) const
{
    const TimePoint now = m_clock.now();
    const auto young = [&](const Definitions &definitions) {
        const Duration age = now - definitions.readAt;
        return age >= Duration::zero() && age <= most; // one of tomorrow was read before the clock was set right
    };
    for (const Definitions &definitions : m_memory)
        if (areDefinitionsOf(definitions, portal, object) && young(definitions))
            return definitions;
    if (m_folder.isEmpty())
        return std::nullopt;
    auto read = readDefinitions(filePath(portal, object)); // another process may have written it
    if (!read || !areDefinitionsOf(*read, portal, object) || !young(*read))
        return std::nullopt;
    return read;
}

void DefinitionCache::get(HttpClient &http, const QUrl &api, std::int64_t portal, const QString &object, Duration most,
                          QObject *context, Reply reply)
{
    if (most > Duration::zero())
        if (auto definitions = kept(portal, object, most)) {
            m_clock.after(0ms, context, [reply = std::move(reply), found = std::move(*definitions)] { reply(found); });
            return;
        }
    const auto open = std::ranges::find_if(m_open, [&](const Call &call) {
        return call.http == &http && call.api == api && call.portal == portal && call.object == object
            && m_clock.uptime() - call.sentAt < longestDefinitionsCall;
    });
    if (open != m_open.end()) {
        open->waiting.push_back({.context = context, .reply = std::move(reply)});
        return;
    }
    const std::uint64_t number = ++m_number;
    Call call{
        .number = number, .http = &http, .api = api, .portal = portal, .object = object, .sentAt = m_clock.uptime()};
    call.waiting.push_back({.context = context, .reply = std::move(reply)});
    m_open.push_back(std::move(call));
    HttpRequest request = propertiesRequest(api, object);
    request.batch = true;
    http.send(std::move(request), m_calls.context(),
              [this, number](const Result<HttpResponse> &answer) { finish(number, answer); });
}

void DefinitionCache::finish(std::uint64_t number, const Result<HttpResponse> &answer)
{
    const auto found = std::ranges::find(m_open, number, &Call::number);
    if (found == m_open.end())
        return;
    const Call call = std::move(*found);
    m_open.erase(found);
    Result<Definitions> result = tl::unexpected(Error());
    if (auto properties = answer ? parseProperties(answer->body) : tl::unexpected(answer.error())) {
        result = Definitions{.portal = call.portal,
                             .object = call.object,
                             .properties = std::move(*properties),
                             .readAt = m_clock.now()};
        keep(*result);
    } else {
        result = tl::unexpected(properties.error());
    }
    for (const Waiting &waiting : call.waiting) // may delete this: nothing of it is touched any more
        if (waiting.context)
            waiting.reply(result);
}

void DefinitionCache::keep(const Definitions &definitions)
{
    std::erase_if(m_memory, [&](const Definitions &old) {
        return areDefinitionsOf(old, definitions.portal, definitions.object);
    });
    m_memory.push_back(definitions);
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder))
        return;
    // One that cannot be written costs a call the next time, and nothing else.
    std::ignore = writeFile(filePath(definitions.portal, definitions.object), definitionsJson(definitions), ownerOnly);
}

} // namespace hubwatch
