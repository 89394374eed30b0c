#include "support/printers.h"
#include "ui/charts/unseen_banner.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(UnseenBannerTest, IsThereOnlyWhileSomethingIsUnseen)
{
    UnseenBanner banner;
    EXPECT_TRUE(banner.isHidden());
    banner.setWords(QStringLiteral("nightly-export is unreachable."));
    EXPECT_FALSE(banner.isHidden());
    EXPECT_EQ(banner.accessibleName(), QStringLiteral("nightly-export is unreachable."));
    banner.setWords({});
    EXPECT_TRUE(banner.isHidden());
}

} // namespace
} // namespace hubwatch::ui
