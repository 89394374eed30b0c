#include "vault/session_secrets.h"

#include "support/printers.h"

#include <QCoreApplication>
#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QString sessionProd = QStringLiteral("sessionProd");

TEST(SessionSecretsTest, KeepsSecretsUntilTheyAreRemoved)
{
    SessionSecrets session;
    QObject context;
    std::vector<Secret> read;
    int done = 0;
    const auto note = [&](const Result<Secret> &secret) { read.push_back(secret.value()); };
    const auto count = [&](const Result<void> &result) { done += result ? 1 : 0; };
    session.read(sessionProd, &context, note);
    session.write(sessionProd, Secret::copyOf(QByteArrayView("one")), &context, count);
    session.read(sessionProd, &context, note);
    session.write(sessionProd, Secret::copyOf(QByteArrayView("two")), &context, count);
    EXPECT_EQ(session.held(), 1);
    EXPECT_TRUE(session.holds(sessionProd));
    session.read(sessionProd, &context, note);
    session.remove(sessionProd, &context, count);
    session.remove(sessionProd, &context, count);
    session.read(sessionProd, &context, note);
    EXPECT_TRUE(read.empty()) << "no call is answered before it returns";
    QCoreApplication::processEvents();
    EXPECT_EQ(read,
              (std::vector{Secret(), Secret::copyOf(QByteArrayView("one")), Secret::copyOf(QByteArrayView("two")),
                           Secret()}));
    EXPECT_EQ(done, 4);
    EXPECT_EQ(session.held(), 0);
}

TEST(SessionSecretsTest, KeepsSilentWhenTheContextDied)
{
    SessionSecrets session;
    auto context = std::make_unique<QObject>();
    bool answered = false;
    session.read(sessionProd, context.get(), [&](const auto &) { answered = true; });
    session.remove(sessionProd, context.get(), [&](const auto &) { answered = true; });
    context.reset();
    QCoreApplication::processEvents();
    EXPECT_FALSE(answered);
}

} // namespace

} // namespace hubwatch::testing
