// WorseWatch: whether something became worse than what a person was already made aware of. Pure.
#pragma once

#include "base/clock.h"

#include <QHash>
#include <QString>

namespace hubwatch::ui {

/// Knows how bad each thing was when it was last said. What returns within a quarter of an hour is not new: a thing
/// that flaps is said once.
class WorseWatch
{
public:
    /// The highest level among what is worse than before, or new; 0: nothing is.
    int take(const QHash<QString, int> &levels, TimePoint now);
    /// Something that was said is still so, and nobody has looked.
    bool calls() const;
    /// A person looks.
    void setSeen();

private:
    struct Said {
        int level = 0;
        TimePoint lastThere = {};
        bool calling = false;
    };

    QHash<QString, Said> m_said = {};
};

} // namespace hubwatch::ui
