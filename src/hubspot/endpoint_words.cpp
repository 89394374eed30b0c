#include "hubspot/endpoint_words.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

struct ObjectName {
    const char *word; ///< singular, but for those whose singular is in many a name: "api_call"
    const char *type; ///< as scopes name it
    const char *id;
};

constexpr std::array objectNames{
    ObjectName{"contact", "contacts", "0-1"},
    ObjectName{"company", "companies", "0-2"},
    ObjectName{"deal", "deals", "0-3"},
    ObjectName{"ticket", "tickets", "0-5"},
    ObjectName{"product", "products", "0-7"},
    ObjectName{"line_item", "line_items", "0-8"},
    ObjectName{"quote", "quotes", "0-14"},
    ObjectName{"invoice", "invoices", "0-53"},
    ObjectName{"orders", "orders", "0-123"},
    ObjectName{"carts", "carts", "0-142"},
    ObjectName{"leads", "leads", "0-136"},
    ObjectName{"goals", "goals", "0-74"},
    ObjectName{"marketing_event", "marketing_events", "0-54"},
    ObjectName{"feedback_submission", "feedback_submissions", "0-19"},
    ObjectName{"notes", "notes", "0-46"},
    ObjectName{"calls", "calls", "0-48"},
    ObjectName{"meetings", "meetings", "0-47"},
    ObjectName{"tasks", "tasks", "0-27"},
    ObjectName{"custom_object", "custom", "2-0"},
};

// Two words of a label that are one.
constexpr std::array pairs{"line_item",   "marketing_event", "feedback_submission", "custom_object", "account_info",
                           "gdpr_delete", "api_usage"};

constexpr std::array readWords{"get", "read", "search", "fetch", "find", "query", "lookup", "load", "count"};
constexpr std::array writeWords{"create",  "update", "upsert",    "patch",        "put",         "write",
                                "merge",   "add",    "set",       "save",         "insert",      "delete",
                                "archive", "remove", "associate", "disassociate", "gdpr_delete", "purge"};

bool oneOf(const auto &words, const QString &word)
{
    return std::ranges::any_of(words, [&](const char *known) { return word == QLatin1StringView(known); });
}

QString singular(const QString &word)
{
    if (word == "companies"_L1 || word == "properties"_L1)
        return word.chopped(3) + u'y';
    static const QStringList kept{u"access"_s, u"lists"_s, u"settings"_s, u"orders"_s,   u"carts"_s, u"leads"_s,
                                  u"goals"_s,  u"notes"_s, u"calls"_s,    u"meetings"_s, u"tasks"_s};
    return word.size() > 3 && word.endsWith(u's') && !kept.contains(word) ? word.chopped(1) : word;
}

/// Takes the types that stand there as ids ("0-1", "2-5512", "p_pet") out of the text.
QStringList takeTypeIds(QString &text)
{
    static const QRegularExpression shape(u"(?<=[/.\\s]|^)(0-\\d+|2-\\d+|p_[a-z0-9_]+)(?=[/.\\s?]|$)"_s);
    QStringList types;
    for (auto match = shape.match(text); match.hasMatch(); match = shape.match(text)) {
        const QString id = match.captured(1);
        const auto known = std::ranges::find_if(
            objectNames, [&](const ObjectName &name) { return id == QLatin1StringView(name.id); });
        if (known != objectNames.end())
            types += QString::fromLatin1(known->type);
        else if (!id.startsWith("0-"_L1))
            types += u"custom"_s;
        text.remove(match.capturedStart(1), match.capturedLength(1));
    }
    return types;
}

QString takeMethod(QString &text)
{
    static const QRegularExpression shape(u"^\\s*(GET|HEAD|POST|PUT|PATCH|DELETE)(?=[\\s_:/.]|$)"_s);
    const auto match = shape.match(text);
    text.remove(0, match.capturedEnd());
    return match.captured(1);
}

QStringList splitWords(QString text)
{
    static const QRegularExpression origin(u"^\\s*https?://[^/]*"_s);
    static const QRegularExpression placeholder(u"\\{[^}]*\\}|<[^>]*>|\\[[^\\]]*\\]|(?<=/):[A-Za-z_]+"_s);
    static const QRegularExpression version(u"(?<=[/.\\s]|^)(v\\d+|20\\d\\d-\\d\\d(-beta)?)(?=[/.\\s]|$)"_s);
    static const QRegularExpression hump(u"([a-z0-9])([A-Z])"_s);
    static const QRegularExpression between(u"[^A-Za-z]+"_s);
    text.remove(origin).remove(placeholder).remove(version).replace(hump, u"\\1 \\2"_s);
    QStringList words;
    for (const QString &piece : text.toLower().split(between, Qt::SkipEmptyParts)) {
        const QString word = singular(piece);
        const QString pair = words.isEmpty() ? QString() : words.constLast() + u'_' + word;
        if (!pair.isEmpty() && oneOf(pairs, pair))
            words.last() = pair;
        else
            words += word;
    }
    return words;
}

} // namespace

EndpointWords endpointWords(const QString &endpoint)
{
    QString text = endpoint.left(300).section(u'?', 0, 0);
    const QString method = takeMethod(text);
    EndpointWords said{.types = takeTypeIds(text)};
    said.words = splitWords(text);
    for (const ObjectName &name : objectNames)
        if (said.has(QLatin1StringView(name.word)))
            said.types += QString::fromLatin1(name.type);
    said.types.removeDuplicates();
    for (const QString &word : said.words) {
        said.reads = said.reads || oneOf(readWords, word) || word == "list"_L1;
        said.writes = said.writes || oneOf(writeWords, word);
    }
    if (!said.reads && !said.writes && !method.isEmpty()) {
        said.reads = method == "GET"_L1 || method == "HEAD"_L1;
        said.writes = !said.reads;
    }
    return said;
}

} // namespace hubwatch
