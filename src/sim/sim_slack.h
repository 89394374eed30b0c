// SimSlack: a Slack on loopback: one incoming webhook, and a bot that posts and updates.
#pragma once

#include "sim/sim_receiver.h"

namespace hubwatch {

/// A message that stands in a channel, or in the thread of one.
struct SimMessage {
    QString via = {}; ///< "webhook", "chat.postMessage"
    QString channel = {};
    QString ts = {};
    QString thread = {}; ///< the ts of the message it answers
    QString text = {};
    int blocks = 0;
    int updates = 0;

    bool operator==(const SimMessage &) const = default;
};

class SimSlack
{
public:
    SimSlack(Clock &clock, std::uint64_t seed);

    Result<void> listen(quint16 port) { return m_receiver.listen(port); }
    QUrl url() const { return m_receiver.url(); } ///< before /api/: the url of a route with the bot's token
    QUrl webhookUrl() const;                      ///< is itself the secret
    QString botToken() const;
    /// The bot is a member of this one; of "C0SIMOTHER" it is none, and "C0SIMOLD" is archived.
    static QString channel() { return QStringLiteral("C0SIMTEAM"); }
    QJsonObject introduction() const;
    Result<QJsonObject> control(const QString &path, const QJsonObject &body) { return m_receiver.control(path, body); }

    const std::vector<SimMessage> &messages() const { return m_messages; }
    ServedReply answer(const ServedRequest &request, TimePoint now);

private:
    ServedReply webhook(const ServedRequest &request, TimePoint now);
    ServedReply api(const ServedRequest &request, TimePoint now);
    ServedReply post(const QJsonObject &json, TimePoint now);
    ServedReply update(const QJsonObject &json);
    SimMessage &keep(SimMessage message, TimePoint now);
    QJsonObject log() const;

    QString m_secret; ///< the last part of the webhook's path, and of the token
    std::vector<SimMessage> m_messages = {};
    std::vector<QJsonObject> m_calls = {};
    int m_posts = 0;
    SimReceiver m_receiver;
};

} // namespace hubwatch
