#include "net/http.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(HttpResponse, FindsHeadersWhateverTheirCase)
{
    const HttpResponse response{.headers = {{.name = "content-TYPE", .value = "text/plain"}}};
    EXPECT_EQ(response.header("Content-Type"), "text/plain");
    EXPECT_EQ(response.header("Content-Length"), "");
}

} // namespace
} // namespace hubwatch
