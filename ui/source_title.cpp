#include "ui/source_title.h"

namespace hubwatch::ui {

namespace {

constexpr auto accountPrefix = QLatin1StringView("hubspot:");

} // namespace

bool isAccountSubject(const QString &name)
{
    return name.startsWith(accountPrefix);
}

QString sourceTitle(const QString &name)
{
    // A product's name: the same in every language.
    return isAccountSubject(name) ? QStringLiteral("HubSpot ") + name.mid(accountPrefix.size()) : name;
}

} // namespace hubwatch::ui
