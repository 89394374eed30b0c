// AskBench: a probe run to its verdict, with keys that a test sets.
#pragma once

#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "checklist/probe.h"
#include "net/qt_http.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

/// Secrets by the text of their reference; others cannot be read.
class KeyRing : public CredentialReader
{
public:
    void read(const CredentialRef &ref, QObject *context, Reply reply) override
    {
        const auto found = keys.find(credentialRefText(ref));
        Result<Secret> answer = found == keys.end()
            ? Result<Secret>(fail(Error::Kind::Storage, credentialRefText(ref) + QStringLiteral(": there is none")))
            : Result<Secret>(Secret::copyOf(found->second));
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), answer = std::move(answer)] { reply(answer); }, Qt::QueuedConnection);
    }

    std::map<QString, QByteArray> keys = {};
};

class AskBench
{
public:
    ProbeDoors doors() { return {wire, clock, processes, keys}; }

    /// The verdict, which must come later, once, and whole.
    Verdict run(const Probe &probe)
    {
        std::vector<Verdict> verdicts;
        QObject context;
        probe({.context = &context, .reply = [&verdicts](const Verdict &verdict) { verdicts.push_back(verdict); }});
        EXPECT_TRUE(verdicts.empty()) << "the answer came at once";
        EXPECT_TRUE(QTest::qWaitFor([&] { return !verdicts.empty(); }, 20'000)) << "no verdict";
        QTest::qWait(0);
        EXPECT_EQ(verdicts.size(), 1u);
        if (verdicts.empty())
            return {};
        EXPECT_TRUE(isWhole(verdicts[0].evidence));
        EXPECT_FALSE(verdicts[0].words.isEmpty());
        return verdicts[0];
    }

    SystemClock clock = {};
    QtHttp wire = {};
    QtProcessRunner processes = {};
    KeyRing keys = {};
};

/// "fail: the words", for comparing both at once.
inline std::string told(const Verdict &verdict)
{
    return (outcomeWord(verdict.outcome) + QStringLiteral(": ") + verdict.words).toStdString();
}

inline bool saidIn(const QString &text, const char *words)
{
    return text.contains(QString::fromUtf8(words));
}

} // namespace hubwatch::testing
