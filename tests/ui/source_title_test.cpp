#include "ui/source_title.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

TEST(SourceTitleTest, NamesAccountsForPeople)
{
    EXPECT_EQ(sourceTitle(QStringLiteral("hubspot:prod")), QStringLiteral("HubSpot prod"));
    EXPECT_EQ(sourceTitle(QStringLiteral("contacts-sync")), QStringLiteral("contacts-sync"));
    EXPECT_FALSE(isAccountSubject(QStringLiteral("contacts-sync")));
}

} // namespace hubwatch::ui
