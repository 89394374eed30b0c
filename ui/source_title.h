// Source title: what a source is called on screen.
#pragma once

#include <QString>

namespace hubwatch::ui {

/// "contacts-sync" as it is; an account's subject "hubspot:prod" as "HubSpot prod".
QString sourceTitle(const QString &name);
bool isAccountSubject(const QString &name);

} // namespace hubwatch::ui
