// ProbeBench: what a probe works with, over real sockets, and the wait for its verdict.
#pragma once

#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "checklist/probe.h"
#include "net/http_errors.h"
#include "net/loopback_server.h"
#include "net/qt_http.h"
#include "support/printers.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

namespace hubwatch::testing {

/// Wall time as it is, waits twenty times as fast.
class HurriedClock : public Clock
{
public:
    TimePoint now() const override { return m_clock.now(); }
    Duration uptime() const override { return haste * m_clock.uptime(); }
    void after(Duration delay, QObject *context, std::function<void()> then) override
    {
        m_clock.after(delay / haste, context, std::move(then));
    }

private:
    static constexpr int haste = 20;
    SystemClock m_clock;
};

/// Knows one secret under any name.
class OneSecret : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        const Result<Secret> answer
            = failure ? Result<Secret>(tl::unexpected(*failure)) : Result<Secret>(Secret::copyOf(secret));
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), answer] { reply(answer); }, Qt::QueuedConnection);
    }

    QByteArray secret = "the-test-instance-secret";
    std::optional<Error> failure = {};
};

class ProbeBench : public ::testing::Test
{
protected:
    Verdict verdictOf(const Probe &probe)
    {
        std::optional<Verdict> verdict;
        int answers = 0;
        QObject context;
        QEventLoop loop; // QTest::qWaitFor() sleeps between events, which are many here
        probe({.context = &context, .reply = [&](const Verdict &answer) {
                   verdict = answer;
                   ++answers;
                   loop.quit();
               }});
        EXPECT_FALSE(verdict.has_value()) << "answered before it returned";
        QTimer::singleShot(20s, &loop, &QEventLoop::quit);
        loop.exec();
        QTest::qWait(1); // a second answer would come now
        EXPECT_EQ(answers, 1);
        EXPECT_TRUE(!verdict || isWhole(verdict->evidence));
        return verdict.value_or(Verdict());
    }

    static std::string said(const Verdict &verdict)
    {
        std::string text = outcomeWord(verdict.outcome).toStdString() + ": " + verdict.words.toStdString();
        for (const Fact &fact : verdict.evidence.facts)
            text += "\n  " + fact.name.toStdString() + ": " + fact.got.toStdString()
                + (fact.outcome ? ", " + outcomeName(*fact.outcome).toStdString() : "");
        return text;
    }
    static const Fact *factNamed(const Verdict &verdict, const QString &name)
    {
        const auto found = std::ranges::find(verdict.evidence.facts, name, &Fact::name);
        return found == verdict.evidence.facts.end() ? nullptr : &*found;
    }
    static bool says(const Verdict &verdict, const char *words)
    {
        return verdict.words.contains(QString::fromUtf8(words));
    }

    HurriedClock clock;
    QtHttp http;
    QtProcessRunner processes;
    OneSecret secrets;
    ProbeDoors doors{.http = http, .clock = clock, .processes = processes, .secrets = secrets};
};

/// A service on loopback that answers as a function says, at `port` of 127.0.0.1.
class TestService
{
public:
    using Answer = std::function<ServedReply(const ServedRequest &)>;

    explicit TestService(Answer answer)
        : m_answer(std::move(answer))
    {
        EXPECT_TRUE(m_server.listen(0));
    }

    QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.port()).arg(path));
    }
    void stop() { m_server.close(); }

    std::vector<ServedRequest> seen = {};
    bool hangs = false; ///< never answers

private:
    Answer m_answer;
    LoopbackServer m_server{[this](const ServedRequest &request, const LoopbackServer::Respond &respond) {
        seen.push_back(request);
        if (!hangs)
            respond(m_answer(request));
    }};
};

} // namespace hubwatch::testing
