// AlertFilter: which alerts a person wants to see, in words or in matchers. Pure.
#pragma once

#include "alerts/cause.h"
#include "alerts/matcher.h"
#include "ui/now/alert_words.h"

#include <QStringList>

namespace hubwatch::ui {

/// "contacts error" is words, each of which must occur in service, rule, signal or severity; `service=~"contacts.*"`
/// is matchers, as a mute has them. An empty one lets everything through.
class AlertFilter
{
public:
    AlertFilter() = default;
    /// Matchers that cannot be read are Malformed, with the column.
    static Result<AlertFilter> read(const QString &text);

    bool isEmpty() const { return m_words.isEmpty() && m_matchers.matchers().empty(); }
    bool matches(const AlertView &view, const CauseFacts &facts) const;

private:
    QStringList m_words = {};
    MatcherSet m_matchers{};
};

} // namespace hubwatch::ui
