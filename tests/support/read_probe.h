// ReadProbe: one read of a credential and what came of it.
#pragma once

#include "vault/credential_reader.h"

#include <QObject>
#include <QTest>
#include <gtest/gtest.h>
#include <memory>

namespace hubwatch::testing {

/// Asks once, and counts the answers.
class ReadProbe
{
public:
    ReadProbe(CredentialReader &reader, const char *reference)
    {
        const auto ref = parseCredentialRef(QString::fromLatin1(reference));
        EXPECT_TRUE(ref) << reference;
        reader.read(ref.value_or(CredentialRef{}), m_context.get(), [this](const Result<Secret> &result) {
            m_result = result;
            ++m_answers;
        });
        EXPECT_EQ(m_answers, 0) << "answered before read() returned";
    }

    bool wait(int milliseconds = 20'000)
    {
        return QTest::qWaitFor([this] { return m_answers > 0; }, milliseconds);
    }
    void die() { m_context.reset(); }

    int answers() const { return m_answers; }
    /// The secret's text; what went wrong after "error: ".
    QByteArray text() const
    {
        if (!m_result)
            return "no answer";
        return *m_result ? (**m_result).reveal().toByteArray() : "error: " + m_result->error().detail.toUtf8();
    }
    Error error() const { return m_result && !*m_result ? m_result->error() : Error{}; }
    bool failed() const { return m_result && !*m_result; }

private:
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
    std::optional<Result<Secret>> m_result = {};
    int m_answers = 0;
};

/// The answer of a reader that gives it from the event loop.
inline QByteArray readNow(CredentialReader &reader, const char *reference)
{
    ReadProbe probe(reader, reference);
    probe.wait();
    EXPECT_EQ(probe.answers(), 1);
    EXPECT_TRUE(!probe.failed() || probe.error().kind == Error::Kind::Storage);
    return probe.text();
}

} // namespace hubwatch::testing
