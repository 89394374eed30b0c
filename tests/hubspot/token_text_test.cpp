#include "hubspot/token_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct TextCase {
    const char *text;
    const char *expected;
};

class WithoutTokensTest : public ::testing::TestWithParam<TextCase>
{ };

TEST_P(WithoutTokensTest, HidesSecretsAndNothingElse)
{
    EXPECT_EQ(withoutTokens(QString::fromLatin1(GetParam().text)), QString::fromLatin1(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WithoutTokensTest,
    ::testing::Values(
        TextCase{"bad pat-na1-12345678-1234-1234-1234-123456789012.", "bad [redacted]."},
        TextCase{"bad pat-eu1-abcd", "bad [redacted]"},
        TextCase{"refresh na1-1234-1234-1234-1234-123456789012", "refresh [redacted]"},
        TextCase{"Authorization: Bearer abc.def", "Authorization: Bearer [redacted]"},
        TextCase{"GET /x?hapikey=12345678-1234-1234-1234-123456789012&a=1", "GET /x?hapikey=[redacted]&a=1"},
        TextCase{R"({"client_secret":"s3cret","a":1})", R"({"client_secret":"[redacted]","a":1})"},
        TextCase{"token CNuXp8aLMRIHAAEDQAAAgRjgt9cJIKmx7wQyFAbCdEfGhIjKlMnOpQrS end", "token [redacted] end"},
        TextCase{"key CiRuYTEtYWJj/ZGVm+Z2hpamts", "key [redacted]"},
        TextCase{"correlationId 5f3c2a7c-0000-4000-8000-000000000001",
                 "correlationId 5f3c2a7c-0000-4000-8000-000000000001"},
        TextCase{"/crm/objects/2026-09/contacts/batch/upsert", "/crm/objects/2026-09/contacts/batch/upsert"},
        TextCase{"You have reached your daily limit.", "You have reached your daily limit."}, TextCase{"", ""}));

} // namespace
} // namespace hubwatch
