#include "ui/now/alert_filter.h"

#include "ui/now/service_words.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

bool occursIn(const QString &word, const AlertView &view)
{
    return view.service->config.name.contains(word, Qt::CaseInsensitive)
        || view.rule->name.contains(word, Qt::CaseInsensitive)
        || shortName(view.rule->signal).contains(word, Qt::CaseInsensitive)
        || severityText(view.rule->severity).contains(word, Qt::CaseInsensitive);
}

} // namespace

Result<AlertFilter> AlertFilter::read(const QString &text)
{
    AlertFilter filter;
    if (!text.contains(u'=') && !text.contains(u'~')) {
        filter.m_words = text.split(u' ', Qt::SkipEmptyParts);
        return filter;
    }
    auto matchers = parseMatchers(text);
    if (!matchers)
        return tl::unexpected(matchers.error());
    filter.m_matchers = MatcherSet(std::move(*matchers));
    return filter;
}

bool AlertFilter::matches(const AlertView &view, const CauseFacts &facts) const
{
    if (!std::ranges::all_of(m_words, [&](const QString &word) { return occursIn(word, view); }))
        return false;
    return m_matchers.matchers().empty() || m_matchers.matches(labelsOf(*view.alert, *view.rule, facts));
}

} // namespace hubwatch::ui
