#include "checklist/repository/secret_scanner.h"

#include "checklist/repository/secret_document.h"
#include "secret_samples.h"
#include "support/printers.h"

#include <QStringEncoder>

namespace hubwatch::testing {
namespace {

std::vector<SecretMatch> inDocument(const QByteArray &bytes, qsizetype piece = 1 << 20)
{
    SecretDocument document;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        document.take(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    return document.finish();
}

TEST(SecretScannerTest, FindsEveryTrueSampleOnce)
{
    const std::vector<SecretSample> samples = secretSamples("true.txt");
    ASSERT_GT(samples.size(), 50u);
    for (const SecretSample &sample : samples) {
        const std::vector<SecretMatch> found = secretsIn(sample.text);
        EXPECT_EQ(found.size(), 1u) << sample.name.toStdString();
        if (found.size() != 1)
            continue;
        EXPECT_EQ(secretRule(found[0].kind).id.toLatin1(), sample.rule) << sample.name.toStdString();
        EXPECT_EQ(found[0].encoded, sample.name.contains("base64")) << sample.name.toStdString();
        EXPECT_EQ(found[0].sha256.size(), 64) << sample.name.toStdString();
        EXPECT_LE(found[0].shown.size(), 13) << sample.name.toStdString();
    }
}

TEST(SecretScannerTest, HasASampleOfEveryRule)
{
    const std::vector<SecretSample> samples = secretSamples("true.txt");
    for (const SecretRule &rule : secretRules())
        EXPECT_TRUE(std::ranges::any_of(samples, [&rule](const auto &s) { return s.rule == rule.id.toLatin1(); }))
            << rule.id.toStdString();
}

TEST(SecretScannerTest, FindsNoneOfTheFalseSamples)
{
    const std::vector<SecretSample> samples = secretSamples("false.txt");
    ASSERT_GT(samples.size(), 40u);
    for (const SecretSample &sample : samples)
        for (const SecretMatch &match : secretsIn(sample.text))
            EXPECT_TRUE(match.allowed) << sample.name.toStdString() << ": " << match.shown.toStdString();
}

TEST(SecretScannerTest, FindsThemAllInOneTextAndInPiecesOfAnySize)
{
    QByteArray all;
    const std::vector<SecretSample> samples = secretSamples("true.txt");
    for (const SecretSample &sample : samples)
        all += sample.text + QByteArray(300, '#') + "\nport = 80\nname = x\nlevel = y\n";
    all = all.repeated(1 + 900'000 / int(all.size()));
    const std::vector<SecretMatch> whole = inDocument(all, all.size());
    EXPECT_GE(whole.size(), samples.size());
    EXPECT_EQ(whole.size() % samples.size(), 0u);
    for (const qsizetype piece : {7919, 65536, 262'144})
        EXPECT_EQ(inDocument(all, piece), whole) << piece;
}

TEST(SecretScannerTest, TellsThePlaceAsSarifCounts)
{
    const QByteArray token = inventedToken();
    const std::vector<SecretMatch> found = secretsIn("eins\r\nzwei\n\xC3\xA4\xF0\x9F\x98\x80 \"" + token + "\" x\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[0].column, 6); // an umlaut, two units of an emoji, a blank, a quote
    EXPECT_EQ(found[0].endColumn, 6 + int(token.size()));
}

TEST(SecretScannerTest, TellsThePlaceInAMinifiedFileOfManyWindows)
{
    const QByteArray head = QByteArray("var a=1;").repeated(100'000);
    const std::vector<SecretMatch> found = inDocument(head + "'" + inventedToken() + "'" + head);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line, 1);
    EXPECT_EQ(found[0].column, int(head.size()) + 2);
}

TEST(SecretScannerTest, ShowsTheHubletAndFourCharactersOnly)
{
    const auto shown = [](const QByteArray &text) {
        const auto found = secretsIn(text);
        return found.empty() ? QString() : found[0].shown;
    };
    EXPECT_EQ(shown(inventedToken("eu1")), QStringLiteral("pat-eu1-…0d15"));
    EXPECT_EQ(shown("hapikey=" + inventedUuid()), QStringLiteral("…f3a6"));
    EXPECT_EQ(shown("na1-f00d-ba11-9e7a-" + QByteArray("4c0d-8b172bed5eed")), QStringLiteral("na1-…5eed"));
}

TEST(SecretScannerTest, KnowsACredentialAgainHoweverItIsWrittenDown)
{
    const auto plain = secretsIn(inventedToken());
    ASSERT_EQ(plain.size(), 1u);
    for (const char *before : {"", ":", "::", "A=1\nTOKEN="}) {
        const auto encoded = secretsIn("v: " + (before + inventedToken() + "\n").toBase64());
        ASSERT_EQ(encoded.size(), 1u) << before;
        EXPECT_EQ(encoded[0].sha256, plain[0].sha256);
        EXPECT_TRUE(encoded[0].encoded);
    }
}

TEST(SecretScannerTest, ReadsUtf16WithAndWithoutItsMark)
{
    const QString text = QStringLiteral("name=ä\r\nHUBSPOT_TOKEN=") + QString::fromLatin1(inventedToken());
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE})
        for (const auto flag : {QStringConverter::Flag::WriteBom, QStringConverter::Flag::Default}) {
            QStringEncoder encode(encoding, flag);
            const QByteArray bytes = encode(text);
            for (const qsizetype piece : {1, 7, 4096}) {
                const auto found = inDocument(bytes, piece);
                ASSERT_EQ(found.size(), 1u) << int(encoding) << ' ' << piece;
                EXPECT_EQ(found[0].line, 2);
                EXPECT_EQ(found[0].column, 15);
            }
        }
}

// A database's record has no character between its columns.
TEST(SecretScannerTest, FindsInABinaryWhatNeedsNoWordsBesideIt)
{
    const QByteArray head("SQLite format 3\0\0\0", 18);
    for (const SecretSample &sample : secretSamples("true.txt")) {
        const bool speaks = sample.name == "in .env" || sample.name == "refresh token"
            || sample.name == "personal access key, alone" || sample.name == "access token behind Bearer"
            || sample.name == "base64 in a Kubernetes secret";
        if (!speaks)
            continue;
        const auto found = inDocument(head + QByteArray(300, '\0') + sample.text, 100);
        ASSERT_EQ(found.size(), 1u) << sample.name.toStdString();
        EXPECT_EQ(secretRule(found[0].kind).id.toLatin1(), sample.rule);
    }
    EXPECT_EQ(inDocument(head + "hubspot" + inventedToken() + "false").size(), 1u);
    EXPECT_EQ(inDocument(head + "client_secret=" + inventedUuid()).size(), 0u);
    EXPECT_EQ(inDocument(head + inventedUuid()).size(), 0u);
}

TEST(SecretScannerTest, FindsInANameWhatNeedsNoWordsBesideIt)
{
    const auto inName = [](const QByteArray &name) { return secretsInName(QString::fromUtf8(name)); };
    ASSERT_EQ(inName("keys/hubspot-" + inventedToken() + ".txt").size(), 1u);
    EXPECT_TRUE(inName("keys/hubspot-" + inventedToken() + ".txt")[0].inName);
    EXPECT_EQ(inName("keys/" + inventedToken() + "/a").size(), 1u);
    EXPECT_EQ(inName("na1-f00d-ba11-9e7a-" + QByteArray("4c0d-8b172bed5eed")).size(), 1u);
    EXPECT_EQ(inName("client_secret/" + inventedUuid() + ".json").size(), 0u);
    EXPECT_EQ(inName("a-b-c-d-e-f-g.json").size(), 0u);
}

TEST(SecretScannerTest, TellsABinaryAndGoesOnToTheNextDocument)
{
    SecretDocument document;
    document.take(QByteArray("\x7F"
                             "ELF\0\0\0",
                             7)
                  + "hapikey=" + inventedUuid());
    EXPECT_TRUE(document.finish().empty());
    EXPECT_TRUE(document.isBinary());
    EXPECT_TRUE(document.finish().empty()); // an empty one
    EXPECT_FALSE(document.isBinary());
    document.take(inventedToken());
    EXPECT_EQ(document.finish().size(), 1u);
}

TEST(SecretScannerTest, TakesAnyBytes)
{
    QByteArray noise;
    unsigned state = 7;
    for (int i = 0; i < 400'000; ++i) {
        state = state * 1664525U + 1013904223U;
        noise += static_cast<char>("-\n\xC3\x80\xFF=+/%\\Cabf019 "[(state >> 20U) % 20]);
    }
    EXPECT_TRUE(inDocument(noise, 1000).empty());
    for (int cut = 0; cut < 60; ++cut) // no reading behind the end
        (void)secretsIn(QByteArray("client_secret=" + inventedUuid() + "-" + inventedToken()).left(cut));
}

} // namespace
} // namespace hubwatch::testing
