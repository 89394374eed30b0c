#include "sim/sim_slack.h"

#include "sim/sim_hubspot_answers.h"
#include "sim/sim_slack_blocks.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 40'000;
constexpr size_t mostSlackCalls = 20'000; ///< kept for the log
const auto webhookPrefix = QByteArrayLiteral("/services/T0SIM/B0SIM/");

ServedReply wordReply(int status, const QByteArray &word)
{
    return {.status = status, .contentType = "text/html", .body = word};
}

/// Almost every refusal of the web API comes with a 200.
ServedReply slackErrorReply(const char *code)
{
    return jsonReply(200, {{"ok"_L1, false}, {"error"_L1, QString::fromLatin1(code)}});
}

const char *channelFault(const QString &channel, bool byNameToo)
{
    if (channel == SimSlack::channel() || (byNameToo && channel == "#team"_L1))
        return nullptr;
    if (channel == "C0SIMOTHER"_L1)
        return "not_in_channel";
    return channel == "C0SIMOLD"_L1 ? "is_archived" : "channel_not_found";
}

const char *contentFault(const QJsonObject &json)
{
    const QString text = json.value("text"_L1).toString();
    if (text.isEmpty() && json.value("blocks"_L1).toArray().isEmpty())
        return "no_text";
    if (text.size() > longestMessage)
        return "msg_too_long";
    return slackBlockFault(json.value("blocks"_L1)).isEmpty() ? nullptr : "invalid_blocks";
}

ServedReply slackRefusal(int status)
{
    if (status == 429)
        return jsonReply(429, {{"ok"_L1, false}, {"error"_L1, "ratelimited"_L1}});
    if (status == 403)
        return wordReply(403, "action_prohibited");
    if (status == 404)
        return wordReply(404, "no_service");
    if (status == 410)
        return wordReply(410, "channel_is_archived");
    return wordReply(status, status >= 500 ? "rollup_error" : "invalid_payload");
}

} // namespace

SimSlack::SimSlack(Clock &clock, std::uint64_t seed)
    : m_secret(QString::fromLatin1(
        QCryptographicHash::hash("slack" + QByteArray::number(qulonglong(seed)), QCryptographicHash::Md5)
            .toHex()
            .left(24)))
    , m_receiver(clock,
                 {.answer = [this](const ServedRequest &request, TimePoint now) { return answer(request, now); },
                  .refusal = slackRefusal,
                  .log = [this] { return log(); },
                  .forget =
                      [this] {
                          m_messages.clear();
                          m_calls.clear();
                      }})
{ }

QUrl SimSlack::webhookUrl() const
{
    QUrl whole = url();
    if (whole.isValid())
        whole.setPath(QString::fromLatin1(webhookPrefix) + m_secret);
    return whole;
}

QString SimSlack::botToken() const
{
    return QStringLiteral("xoxb-4242-4242-") + m_secret;
}

QJsonObject SimSlack::introduction() const
{
    return {{"url"_L1, url().toString()},
            {"webhook"_L1, webhookUrl().toString()},
            {"botToken"_L1, botToken()},
            {"channel"_L1, channel()}};
}

ServedReply SimSlack::answer(const ServedRequest &request, TimePoint now)
{
    const bool isApi = request.path.startsWith("/api/");
    const ServedReply reply = isApi ? api(request, now) : webhook(request, now);
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    const QString error = QJsonDocument::fromJson(reply.body).object().value("error"_L1).toString();
    if (m_calls.size() >= mostSlackCalls)
        m_calls.erase(m_calls.begin(), m_calls.begin() + mostSlackCalls / 2);
    m_calls.push_back({{"at"_L1, qint64(now.time_since_epoch().count())},
                       {"via"_L1, isApi ? QString::fromUtf8(request.path.mid(5)) : QStringLiteral("webhook")},
                       {"status"_L1, reply.status},
                       {"error"_L1, isApi || reply.status == 200 ? error : QString::fromUtf8(reply.body)},
                       {"text"_L1, json.value("text"_L1).toString()}});
    return reply;
}

ServedReply SimSlack::webhook(const ServedRequest &request, TimePoint now)
{
    if (!request.path.startsWith(webhookPrefix))
        return wordReply(404, "no_service");
    if (request.path.mid(webhookPrefix.size()) != m_secret.toLatin1())
        return wordReply(403, "invalid_token");
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || !json.isObject())
        return wordReply(400, "invalid_payload");
    if (const char *fault = contentFault(json.object()))
        return wordReply(400, fault);
    keep({.via = QStringLiteral("webhook"),
          .channel = channel(),
          .text = json.object().value("text"_L1).toString(),
          .blocks = int(json.object().value("blocks"_L1).toArray().size())},
         now);
    return wordReply(200, "ok");
}

ServedReply SimSlack::api(const ServedRequest &request, TimePoint now)
{
    const QByteArray token = request.header("Authorization");
    if (token.isEmpty())
        return slackErrorReply("not_authed");
    if (token != "Bearer " + botToken().toLatin1())
        return slackErrorReply("invalid_auth");
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || !request.header("Content-Type").startsWith("application/json") || !json.isObject())
        return slackErrorReply("invalid_json");
    if (request.path == "/api/chat.postMessage")
        return post(json.object(), now);
    if (request.path == "/api/chat.update")
        return update(json.object());
    return slackErrorReply("unknown_method");
}

ServedReply SimSlack::post(const QJsonObject &json, TimePoint now)
{
    if (const char *fault = channelFault(json.value("channel"_L1).toString(), true))
        return slackErrorReply(fault);
    if (const char *fault = contentFault(json))
        return slackErrorReply(fault);
    const QString thread = json.value("thread_ts"_L1).toString();
    if (!thread.isEmpty() && std::ranges::find(m_messages, thread, &SimMessage::ts) == m_messages.end())
        return slackErrorReply("thread_not_found");
    const SimMessage &kept = keep({.via = QStringLiteral("chat.postMessage"),
                                   .channel = channel(),
                                   .thread = thread,
                                   .text = json.value("text"_L1).toString(),
                                   .blocks = int(json.value("blocks"_L1).toArray().size())},
                                  now);
    return jsonReply(200, {{"ok"_L1, true}, {"channel"_L1, kept.channel}, {"ts"_L1, kept.ts}});
}

ServedReply SimSlack::update(const QJsonObject &json)
{
    if (const char *fault = channelFault(json.value("channel"_L1).toString(), false))
        return slackErrorReply(fault);
    const auto found = std::ranges::find(m_messages, json.value("ts"_L1).toString(), &SimMessage::ts);
    if (found == m_messages.end())
        return slackErrorReply("message_not_found");
    if (found->via == "webhook"_L1)
        return slackErrorReply("cant_update_message");
    if (const char *fault = contentFault(json))
        return slackErrorReply(fault);
    found->text = json.value("text"_L1).toString();
    found->blocks = int(json.value("blocks"_L1).toArray().size());
    ++found->updates;
    return jsonReply(200, {{"ok"_L1, true}, {"channel"_L1, found->channel}, {"ts"_L1, found->ts}});
}

SimMessage &SimSlack::keep(SimMessage message, TimePoint now)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    message.ts = QStringLiteral("%1.%2").arg(seconds).arg(++m_posts, 6, 10, QLatin1Char('0'));
    return m_messages.emplace_back(std::move(message));
}

QJsonObject SimSlack::log() const
{
    QJsonArray calls;
    for (const QJsonObject &call : m_calls)
        calls.append(call);
    QJsonArray messages;
    for (const SimMessage &message : m_messages)
        messages.append(QJsonObject{{"via"_L1, message.via},
                                    {"channel"_L1, message.channel},
                                    {"ts"_L1, message.ts},
                                    {"thread_ts"_L1, message.thread},
                                    {"text"_L1, message.text},
                                    {"blocks"_L1, message.blocks},
                                    {"updates"_L1, message.updates}});
    return {{"calls"_L1, calls}, {"messages"_L1, messages}};
}

} // namespace hubwatch
