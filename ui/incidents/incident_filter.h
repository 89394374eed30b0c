// IncidentFilter: which incidents a filter line means. Pure.
#pragma once

#include "alerts/incident.h"
#include "alerts/matcher.h"

#include <QStringList>

namespace hubwatch::ui {

/// Words, which must all occur somewhere in what an incident says, and matchers such as `service="contacts-sync"`
/// `state=open` `owner=anna` `severity=page` `cause=token` `rule=~"api[.].*"`. A matcher of a part's label holds when
/// one part has all of them.
class IncidentFilter
{
public:
    /// What could not be read, with its column.
    static Result<IncidentFilter> parsed(const QString &line);

    bool matches(const Incident &incident) const;
    bool isEmpty() const { return m_words.isEmpty() && m_matchers.matchers().empty(); }

private:
    QStringList m_words = {};
    MatcherSet m_matchers;
};

} // namespace hubwatch::ui
