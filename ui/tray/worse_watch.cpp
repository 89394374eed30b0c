#include "ui/tray/worse_watch.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr Duration flapping = 15min;

} // namespace

int WorseWatch::take(const QHash<QString, int> &levels, TimePoint now)
{
    int worst = 0;
    for (auto level = levels.cbegin(); level != levels.cend(); ++level) {
        Said &said = m_said[level.key()];
        if (level.value() > said.level) {
            worst = std::max(worst, level.value());
            said.calling = true;
            said.level = level.value();
        }
        said.lastThere = now;
    }
    m_said.removeIf([&](const auto &said) {
        if (levels.contains(said.key()))
            return false;
        said.value().calling = false;
        return now - said.value().lastThere > flapping;
    });
    return worst;
}

bool WorseWatch::calls() const
{
    return std::ranges::any_of(m_said, &Said::calling);
}

void WorseWatch::setSeen()
{
    for (Said &said : m_said)
        said.calling = false;
}

} // namespace hubwatch::ui
