// HubSpotCalls: the simulated HubSpot asked directly, without a wire, at an instant that a test sets.
#pragma once

#include "sim/sim_hubspot_answer.h"
#include "sim/sim_hubspot_control.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {

class HubSpotCalls : public ::testing::Test
{
protected:
    TimePoint now = TimePoint(1'763'884'800s); // 2025-11-23T08:00:00Z
    SimState state{1, 4242, now};
    QString token = state.tokens.all()[0].token;
    int status = 0; ///< of the last answer; 0: none
    ServedReply reply = {};

    QString tokenNamed(const char *name) const
    {
        for (const SimToken &one : state.tokens.all()) {
            if (one.name == QLatin1StringView(name))
                return one.token;
        }
        return {};
    }
    QJsonObject send(ServedRequest request)
    {
        if (!token.isEmpty())
            request.headers.push_back({"Authorization", "Bearer " + token.toUtf8()});
        const qsizetype mark = request.path.indexOf('?');
        if (mark >= 0) {
            request.query = request.path.mid(mark + 1);
            request.path.truncate(mark);
        }
        const std::optional<ServedReply> answer = hubspotAnswer(state, request, now);
        reply = answer.value_or(ServedReply{.status = 0});
        status = reply.status;
        return QJsonDocument::fromJson(reply.body).object();
    }
    QJsonObject get(const QByteArray &path) { return send({.method = "GET", .path = path}); }
    QJsonObject write(const QByteArray &method, const QByteArray &path, const QByteArray &json)
    {
        return send({.method = method, .path = path, .headers = {{"Content-Type", "application/json"}}, .body = json});
    }
    QJsonObject post(const QByteArray &path, const QByteArray &json) { return write("POST", path, json); }
    QJsonObject form(const QByteArray &path, const QByteArray &fields)
    {
        return send({.method = "POST",
                     .path = path,
                     .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                     .body = fields});
    }
    QJsonObject control(const char *path, const QByteArray &json)
    {
        const auto done = simControl(state, QString::fromLatin1(path), QJsonDocument::fromJson(json).object(), now);
        EXPECT_TRUE(done) << (done ? "" : done.error().detail.toStdString());
        return done.value_or(QJsonObject());
    }
    /// `{"token": of, ...}` with what `more` adds.
    static QByteArray about(const QString &of, const QByteArray &more = {})
    {
        return "{\"token\": \"" + of.toLatin1() + '"' + more + '}';
    }
    QByteArray header(const char *name) const { return headerValue(reply.headers, name); }
    static QString text(const QJsonObject &json, const char *key) { return json[QLatin1StringView(key)].toString(); }
    static QJsonObject first(const QJsonObject &json, const char *key)
    {
        return json[QLatin1StringView(key)].toArray().first().toObject();
    }
    static int count(const QJsonObject &json, const char *key)
    {
        return int(json[QLatin1StringView(key)].toArray().size());
    }
};

} // namespace hubwatch::testing
