#include "base/time_text.h"
#include "checklist/logs/log_arrival.h"
#include "checklist/probe_answer.h"
#include "hubspot/json_fields.h"
#include "net/authorized_http.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr int eventsPerPage = 1000;
constexpr int mostPages = 5;

struct DatadogLook {
    ProbeDoors doors;
    LogOrder order;
    QString query;
    std::vector<LogTrace> traces;
    QObject *context;
    ArrivalReply reply;
    TimePoint from = {};
    Secret key = {};
    Secret applicationKey = {};
    int pages = 0;
    qsizetype events = 0;

    QString shownQuery() const { return u"\"%1\""_s.arg(shownWords(query)); }
};
using DatadogLookPtr = std::shared_ptr<DatadogLook>;

struct DatadogPage {
    std::vector<ArrivedEvent> events = {};
    QString after = {};
};

Result<DatadogPage> parseDatadogPage(const QByteArray &json)
{
    const Result<QJsonObject> answer = jsonObject(json, "Datadog's answer");
    if (!answer)
        return tl::unexpected(answer.error());
    if (!(*answer)["data"_L1].isArray())
        return fail(Error::Kind::Malformed,
                    u"Datadog's answer: data: expected an array, found %1"_s.arg(jsonTypeName((*answer)["data"_L1])));
    DatadogPage page{.after = (*answer)["meta"_L1]["page"_L1]["after"_L1].toString()};
    const QJsonArray kept = (*answer)["data"_L1].toArray();
    for (const QJsonValue &value : kept) {
        const QJsonObject attributes = value["attributes"_L1].toObject();
        // The message by itself: as JSON it is escaped.
        page.events.push_back({.text = QString::fromUtf8(QJsonDocument(attributes).toJson(QJsonDocument::Compact))
                                   + u'\n' + attributes["message"_L1].toString(),
                               .at = instantField(attributes["timestamp"_L1])});
    }
    return page;
}

QString datadogErrorWords(const DatadogLook &look, const Error &error)
{
    switch (error.status) {
    case 400: return u"Datadog does not take the query %1 (400): correct logs_seen"_s.arg(look.shownQuery());
    case 401:
    case 403:
        return u"Datadog refuses the keys (%1): check datadog_key and datadog_application_key, that datadog names "
               "the site they belong to, and that the application key may read logs (logs_read_data)"_s.arg(
                   error.status);
    case 429: return u"Datadog rations searches (429): try again later"_s;
    default: break;
    }
    return u"Datadog could not be asked: %1"_s.arg(shownWords(error.detail, 200));
}

void askDatadog(const DatadogLookPtr &look, const QString &after);

void takeDatadogPage(const DatadogLookPtr &look, const Result<HttpResponse> &answer)
{
    if (!answer)
        return look->reply({.words = datadogErrorWords(*look, answer.error())});
    const Result<DatadogPage> page = parseDatadogPage(answer->body);
    if (!page)
        return look->reply({.words = shownWords(page.error().detail, 200)});
    look->events += qsizetype(page->events.size());
    if (arrivedTrace(look->traces, page->events))
        return look->reply({.outcome = Outcome::Pass,
                            .words = u"a line of the sample arrived in Datadog (%1)"_s.arg(look->shownQuery())});
    if (!page->after.isEmpty() && !page->events.empty() && ++look->pages < mostPages)
        return askDatadog(look, page->after);
    look->reply({.outcome = Outcome::Fail,
                 .words = look->events == 0
                     ? u"no event in Datadog matches %1 since %2"_s.arg(look->shownQuery(), utcText(look->from))
                     : u"%1 in Datadog match %2, and none of them is one of the sample's newest lines"_s.arg(
                         counted(look->events, u"event"_s), look->shownQuery())});
}

void askDatadog(const DatadogLookPtr &look, const QString &after)
{
    QJsonObject page{{u"limit"_s, eventsPerPage}};
    if (!after.isEmpty())
        page.insert(u"cursor"_s, after);
    const QJsonObject filter{{u"query"_s, look->query}, {u"from"_s, utcText(look->from)}, {u"to"_s, u"now"_s}};
    const QJsonObject body{{u"filter"_s, filter}, {u"page"_s, page}, {u"sort"_s, u"-timestamp"_s}};
    QUrl url = look->order.datadog;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/api/v2/logs/events/search"_s);
    HttpRequest request{.method = HttpRequest::Method::Post,
                        .url = url,
                        .headers = {{"Content-Type", "application/json"},
                                    {"Accept", "application/json"},
                                    {"DD-API-KEY", look->key.reveal().toByteArray()},
                                    {"DD-APPLICATION-KEY", look->applicationKey.reveal().toByteArray()}},
                        .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
                        .timeout = 30s,
                        .confidential = true};
    look->doors.http.send(std::move(request), look->context,
                          [look](const Result<HttpResponse> &answer) { takeDatadogPage(look, answer); });
}

void readDatadogKey(const DatadogLookPtr &look, const char *name, const QString &reference,
                    const std::function<void(const Secret &)> &then)
{
    const auto ref = parseCredentialRef(reference);
    const QString setting = QString::fromLatin1(name);
    if (!ref) {
        QMetaObject::invokeMethod(
            look->context, [look, setting] { look->reply({.words = u"%1 is no reference to a key"_s.arg(setting)}); },
            Qt::QueuedConnection);
        return;
    }
    look->doors.secrets.read(*ref, look->context, [look, setting, then](const Result<Secret> &secret) {
        if (secret)
            return then(*secret);
        look->reply({.words = u"%1: %2"_s.arg(setting, shownWords(secret.error().detail, 200))});
    });
}

} // namespace

void lookInDatadog(ProbeDoors doors, const LogOrder &order, std::vector<LogTrace> traces, QObject *context,
                   ArrivalReply reply)
{
    const TimePoint from = std::min(arrivalFrom(traces), doors.clock.now() - 15min);
    auto look = std::make_shared<DatadogLook>(DatadogLook{.doors = doors,
                                                          .order = order,
                                                          .query = order.seen.mid(order.seen.indexOf(u':') + 1),
                                                          .traces = std::move(traces),
                                                          .context = context,
                                                          .reply = std::move(reply),
                                                          .from = from});
    // Its own hosts, which the workspace names; over https, but for this machine.
    if (!mayCarryToken(order.datadog, {order.datadog.host()})) {
        QMetaObject::invokeMethod(
            context,
            [look] {
                look->reply({.words = u"%1: keys are sent over https only: correct datadog"_s.arg(
                                 shownWords(look->order.datadog.host()))});
            },
            Qt::QueuedConnection);
        return;
    }
    readDatadogKey(look, "datadog_key", order.datadogKey, [look](const Secret &key) {
        look->key = key;
        readDatadogKey(look, "datadog_application_key", look->order.datadogApplicationKey,
                       [look](const Secret &second) {
                           look->applicationKey = second;
                           askDatadog(look, {});
                       });
    });
}

} // namespace hubwatch
