#include "sim/sim_hubspot_script.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

struct SpellWord {
    const char *word;
    SimSpell::Kind kind;
    int status;
};

using SpellKind = SimSpell::Kind;

constexpr std::array spellTable{
    SpellWord{"401-expired", SpellKind::Expired, 401},
    SpellWord{"401-invalid", SpellKind::Invalid, 401},
    SpellWord{"403-scopes", SpellKind::MissingScopes, 403},
    SpellWord{"423", SpellKind::Locked, 423},
    SpellWord{"429-ten-secondly", SpellKind::TenSecondly, 429},
    SpellWord{"429-secondly", SpellKind::Secondly, 429},
    SpellWord{"429-daily", SpellKind::Daily, 429},
    SpellWord{"429-other", SpellKind::OtherLimit, 429},
    SpellWord{"477", SpellKind::Moving, 477},
    SpellWord{"488", SpellKind::WrongHublet, 488},
    SpellWord{"500", SpellKind::Failing, 500},
    SpellWord{"502", SpellKind::Failing, 502},
    SpellWord{"503", SpellKind::Failing, 503},
    SpellWord{"504", SpellKind::Failing, 504},
    SpellWord{"521", SpellKind::EdgePage, 521},
    SpellWord{"522", SpellKind::EdgePage, 522},
    SpellWord{"523", SpellKind::EdgePage, 523},
    SpellWord{"524", SpellKind::EdgePage, 524},
    SpellWord{"525", SpellKind::EdgePage, 525},
    SpellWord{"526", SpellKind::EdgePage, 526},
    SpellWord{"hang", SpellKind::Hanging, 0},
    SpellWord{"cut", SpellKind::CutShort, 0},
    SpellWord{"captive-portal", SpellKind::CaptivePortal, 200},
    SpellWord{"429", SpellKind::TenSecondly, 429},
    SpellWord{"reset", SpellKind::Reset, 0},
    SpellWord{"lost", SpellKind::Lost, 0},
    SpellWord{"lost-hang", SpellKind::LostHanging, 0},
    SpellWord{"late", SpellKind::Late, 0},
};

} // namespace

void SimScript::clear()
{
    m_spells.clear();
    m_storms.clear();
    m_struck = 0;
}

std::optional<SimSpell> SimScript::strike(const QByteArray &path, TimePoint now, Chance &chance)
{
    std::erase_if(m_storms, [now](const SimStorm &storm) { return storm.until && now >= *storm.until; });
    const auto at
        = std::ranges::find_if(m_storms, [&path](const SimStorm &storm) { return path.startsWith(storm.path); });
    if (at == m_storms.end() || chance.uniform() >= at->share)
        return std::nullopt;
    const SimSpell spell = at->spells[size_t(chance.uniform() * double(at->spells.size()))];
    ++m_struck;
    if (at->count > 0 && --at->count == 0)
        m_storms.erase(at);
    return spell;
}

std::optional<SimSpell> SimScript::take(const QByteArray &path, TimePoint now, Chance &chance)
{
    std::erase_if(m_spells, [now](const SimSpell &spell) { return spell.until && now >= *spell.until; });
    const auto at
        = std::ranges::find_if(m_spells, [&path](const SimSpell &spell) { return path.startsWith(spell.path); });
    if (at == m_spells.end())
        return strike(path, now, chance);
    const SimSpell spell = *at;
    if (at->count > 0 && --at->count == 0)
        m_spells.erase(at);
    return spell;
}

std::optional<SimSpell> spellNamed(const QString &word)
{
    for (const SpellWord &known : spellTable) {
        if (word == QLatin1StringView(known.word))
            return SimSpell{.kind = known.kind, .status = known.status};
    }
    return std::nullopt;
}

QStringList spellWords()
{
    QStringList words;
    for (const SpellWord &known : spellTable)
        words += QString::fromLatin1(known.word);
    return words;
}

} // namespace hubwatch
