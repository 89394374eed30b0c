#include "app/commands/secret_input.h"

#include "support/printers.h"

#include <QTemporaryFile>
#include <gtest/gtest.h>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace hubwatch {
namespace {

using Typed = TypedLine::State;

struct TypedCase {
    const char *name;
    QByteArray typed;
    Typed state;
    QByteArray line;
};

class TypedLineTest : public ::testing::TestWithParam<TypedCase>
{ };

TEST_P(TypedLineTest, EndsAsAPersonExpects)
{
    TypedLine line;
    Typed state = Typed::Typing;
    for (const char byte : GetParam().typed) {
        ASSERT_EQ(state, Typed::Typing) << "ended early";
        state = line.type(static_cast<unsigned char>(byte));
    }
    EXPECT_EQ(state, GetParam().state);
    if (state == Typed::Ended) {
        EXPECT_EQ(line.take(), GetParam().line);
    }
}

INSTANTIATE_TEST_SUITE_P(Keys, TypedLineTest,
                         ::testing::Values(TypedCase{"Enter", "secret\r", Typed::Ended, "secret"},
                                           TypedCase{"LineFeed", "secret\n", Typed::Ended, "secret"},
                                           TypedCase{"StillTyping", "secret", Typed::Typing, ""},
                                           TypedCase{"Backspace", "seX\177cret\n", Typed::Ended, "secret"},
                                           TypedCase{"BackspaceTooOften", "X\b\b\bsecret\n", Typed::Ended, "secret"},
                                           TypedCase{"Interrupted", "sec\003", Typed::GivenUp, ""},
                                           TypedCase{"EndOfInput", "\004", Typed::GivenUp, ""},
                                           TypedCase{"BeyondAscii", "\xC3\xA4\n", Typed::Ended, "\xC3\xA4"}),
                         [](const auto &test) { return test.param.name; });

TEST(TypedLineTest, GivesUpWhenTheTerminalEnds)
{
    TypedLine line;
    EXPECT_EQ(line.type('s'), Typed::Typing);
    EXPECT_EQ(line.type(-1), Typed::GivenUp);
}

TEST(TypedLineTest, EndsBeforeMemoryDoes)
{
    TypedLine line;
    qint64 typed = 0;
    while (line.type('x') == Typed::Typing)
        ++typed;
    EXPECT_EQ(typed, 64 * 1024);
}

#ifdef Q_OS_UNIX
/// Standard input is this file for as long as it lives.
class StandardInput
{
public:
    explicit StandardInput(const QByteArray &text)
        : m_before(dup(STDIN_FILENO))
    {
        EXPECT_TRUE(m_file.open());
        m_file.write(text);
        m_file.flush();
        m_file.seek(0);
        dup2(m_file.handle(), STDIN_FILENO);
    }
    ~StandardInput()
    {
        dup2(m_before, STDIN_FILENO);
        close(m_before);
    }
    StandardInput(const StandardInput &) = delete;
    StandardInput &operator=(const StandardInput &) = delete;

private:
    QTemporaryFile m_file;
    int m_before;
};

TEST(SecretInputTest, TakesAllOfAPipe)
{
    const StandardInput input("first\nsecond\n");
    EXPECT_EQ(readSecretInput({}).value_or("none"), QByteArray("first\nsecond\n"));
}

TEST(SecretInputTest, RefusesAFloodAndTakesNothingForNothing)
{
    {
        const StandardInput flood(QByteArray(64 * 1024 + 1, 'x'));
        const Result<QByteArray> refused = readSecretInput({});
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().detail.contains(u"more than 64 kB"));
    }
    const StandardInput nothing("");
    EXPECT_EQ(readSecretInput({}).value_or("none"), QByteArray());
}
#endif

} // namespace
} // namespace hubwatch
