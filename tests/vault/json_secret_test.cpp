#include "vault/json_secret.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

struct JsonSecretCase {
    const char *name;
    const char *printed;
    const char *key;
    const char *expected; ///< the secret, or a part of the error after "error: "
};

class JsonSecretTest : public ::testing::TestWithParam<JsonSecretCase>
{ };

TEST_P(JsonSecretTest, FindsTheSecretOrSaysWhatIsThere)
{
    const Result<Secret> found = secretIn(QByteArray(GetParam().printed), QString::fromLatin1(GetParam().key));
    const QByteArray expected(GetParam().expected);
    if (!expected.startsWith("error: ")) {
        ASSERT_TRUE(found) << found.error().detail.toStdString();
        EXPECT_EQ(found->reveal().toByteArray(), expected);
        return;
    }
    ASSERT_FALSE(found) << "expected an error";
    EXPECT_EQ(found.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(found.error().detail.contains(QString::fromLatin1(expected.mid(7))))
        << found.error().detail.toStdString();
    EXPECT_FALSE(found.error().detail.contains(QStringLiteral("pat-"))) << found.error().detail.toStdString();
}

constexpr char oauth[] = R"({"client_id": "1", "client_secret": "2", "refresh_token": "3"})";

INSTANTIATE_TEST_SUITE_P(
    Texts, JsonSecretTest,
    ::testing::Values(
        JsonSecretCase{"Plain", "pat-na1-1", "", "pat-na1-1"},
        JsonSecretCase{"PlainLine", "pat-na1-1\r\n", "", "pat-na1-1"},
        JsonSecretCase{"ByteOrderMark", "\xEF\xBB\xBFpat-na1-1\n", "", "pat-na1-1"},
        JsonSecretCase{"InnerSpaceStays", " a b ", "", " a b "},
        JsonSecretCase{"JsonText", "\"pat-na1-1\"\n", "", "pat-na1-1"},
        JsonSecretCase{"JsonTextWithEscape", R"("pat\u002dna1")", "", "pat-na1"},
        JsonSecretCase{"Empty", "\n", "", "error: the secret is empty"},
        JsonSecretCase{"EmptyJsonText", "\"\"", "", "error: the secret is empty"},
        JsonSecretCase{"EmptyWithKey", "", "T", "error: the secret is empty"},
        JsonSecretCase{"Key", R"({"T": "pat-1", "U": "pat-2"})", "T", "pat-1"},
        JsonSecretCase{"KeyWithLineEnd", R"({"T": "pat-1\n"})", "T", "pat-1"},
        JsonSecretCase{"KeyMissing", R"({"U": "pat-2", "V": 1})", "T", "error: no key T; it has the keys U, V"},
        JsonSecretCase{"OneKeyMissing", R"({"U": "pat-2"})", "T", "error: it has the key U"},
        JsonSecretCase{"NoKeys", "{}", "T", "error: it has no keys"},
        JsonSecretCase{"KeysAreSecrets", R"({"pat-na1-1": 1})", "T", "error: no key that could be shown"},
        JsonSecretCase{"KeyIsANumber", R"({"T": 5})", "T", "error: the key T holds a number, expected text"},
        JsonSecretCase{"KeyIsAnObject", R"({"T": {"a": "pat-1"}})", "T", "error: holds an object"},
        JsonSecretCase{"KeyIsEmpty", R"({"T": ""})", "T", "error: the key T is empty"},
        JsonSecretCase{"KeyOfPlainText", "pat-na1-1", "T", "error: not a JSON object"},
        JsonSecretCase{"KeyOfJsonText", "\"pat-na1-1\"", "T", "error: not a JSON object"},
        JsonSecretCase{"BrokenJson", R"({"T": "pat-1)", "T", "error: does not parse"},
        JsonSecretCase{"BrokenJsonWithoutKey", R"({"T" "pat-1"})", "", "error: byte 6: it begins like JSON"},
        JsonSecretCase{"TwoJsons", R"({"T": "pat-1"}, {"T": "pat-2"})", "T", "error: does not parse"},
        JsonSecretCase{"OnlyText", R"({"HUBSPOT": "pat-1", "portal": 5})", "", "pat-1"},
        JsonSecretCase{"Token", R"({"note": "x", "token": "pat-1", "access_token": "pat-2"})", "", "pat-1"},
        JsonSecretCase{"AccessToken", R"({"a": "x", "access_token": "pat-2", "HUBSPOT_ACCESS_TOKEN": "pat-3"})", "",
                       "pat-2"},
        JsonSecretCase{"Handbooks", R"({"a": "x", "HUBSPOT_ACCESS_TOKEN": "pat-3"})", "", "pat-3"},
        JsonSecretCase{"TokenIsNoText", R"({"a": "x", "b": "y", "token": 1})", "",
                       "error: the key token holds a number"},
        JsonSecretCase{"Undecided", R"({"a": "pat-1", "b": "pat-2"})", "",
                       "error: token, access_token or HUBSPOT_ACCESS_TOKEN; found JSON, it has the keys a, b"},
        JsonSecretCase{"OAuthIsKeptWhole", oauth, "", oauth}, JsonSecretCase{"OAuthByKey", oauth, "client_id", "1"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
