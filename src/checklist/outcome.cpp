#include "checklist/outcome.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

struct OutcomeText {
    Outcome outcome;
    const char *name;
    const char *word;
};

constexpr std::array outcomeTexts{
    OutcomeText{Outcome::NotRun, "notRun", "not run"},
    OutcomeText{Outcome::Pass, "pass", "pass"},
    OutcomeText{Outcome::Warn, "warn", "warn"},
    OutcomeText{Outcome::Fail, "fail", "fail"},
    OutcomeText{Outcome::NotApplicable, "notApplicable", "not applicable"},
    OutcomeText{Outcome::Error, "error", "error"},
};

const OutcomeText &textOf(Outcome outcome)
{
    return *std::ranges::find(outcomeTexts, outcome, &OutcomeText::outcome);
}

} // namespace

QString outcomeWord(Outcome outcome)
{
    return QString::fromLatin1(textOf(outcome).word);
}

QString outcomeName(Outcome outcome)
{
    return QString::fromLatin1(textOf(outcome).name);
}

std::optional<Outcome> outcomeNamed(QStringView name)
{
    for (const OutcomeText &text : outcomeTexts)
        if (name == QLatin1StringView(text.name))
            return text.outcome;
    return std::nullopt;
}

QString levelName(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::A: return QStringLiteral("A");
    case ReadinessLevel::B: return QStringLiteral("B");
    case ReadinessLevel::C: return QStringLiteral("C");
    }
    Q_UNREACHABLE();
}

QString levelRange(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::A: return QStringLiteral("over 99.9 %");
    case ReadinessLevel::B: return QStringLiteral("99 – 99.9 %");
    case ReadinessLevel::C: return QStringLiteral("under 99 %");
    }
    Q_UNREACHABLE();
}

std::optional<ReadinessLevel> levelNamed(QStringView name)
{
    for (const ReadinessLevel level : {ReadinessLevel::A, ReadinessLevel::B, ReadinessLevel::C})
        if (name == levelName(level))
            return level;
    return std::nullopt;
}

bool levelAsks(ReadinessLevel level, ReadinessLevel from)
{
    return level <= from; // A asks for all, C for what is wanted from C on
}

} // namespace hubwatch
