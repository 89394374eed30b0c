#include "app/accounts/credential_news.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Did = CredentialOutcome::Command;
const TimePoint rotatedAt(1'763'884'800s);

TEST(CredentialNews, TellsThatASecretIsAnotherOneAndNothingOfIt)
{
    const auto event = credentialNews({.command = Did::RotateSwitch,
                                       .reference = QStringLiteral("keychain:prod"),
                                       .good = true,
                                       .words = QStringLiteral("words for the dialog")},
                                      rotatedAt);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Event::Kind::Credential);
    EXPECT_EQ(event->at, rotatedAt);
    EXPECT_EQ(event->text, QStringLiteral("credential keychain:prod: rotated"));
}

TEST(CredentialNews, IsSilentOnWhatFailedAndOnALook)
{
    EXPECT_FALSE(credentialNews({.command = Did::RotateSwitch, .good = false}, rotatedAt));
    EXPECT_FALSE(credentialNews({.command = Did::Verify, .good = true}, rotatedAt));
    EXPECT_FALSE(credentialNews({.command = Did::RotateVerify, .good = true}, rotatedAt));
    EXPECT_TRUE(credentialNews({.command = Did::RotateRetire, .good = true}, rotatedAt));
}

} // namespace
} // namespace hubwatch
