#include "hubspot/token_text.h"

#include <QRegularExpression>
#include <array>

namespace hubwatch {

namespace {

struct TokenShape {
    const char *pattern;
    const char *instead;
};

// Wider than the shapes HubSpot documents: a token too many hidden costs nothing.
constexpr std::array tokenShapes{
    TokenShape{R"(\bpat-[A-Za-z0-9]{2,5}-[A-Za-z0-9-]+)", "[redacted]"},
    // OAuth refresh: hublet and UUID.
    TokenShape{R"(\b[a-z]{2}[0-9]{1,3}-[0-9A-Fa-f]{4}[0-9A-Fa-f-]{20,40})", "[redacted]"},
    TokenShape{R"(\b(Bearer|Basic)\s+[A-Za-z0-9+/_=.~-]+)", "\\1 [redacted]"},
    TokenShape{
        R"re(\b(hapikey|hapi_key|access_token|refresh_token|client_secret|tokenKey|password|secret)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+)re",
        "\\1\\2[redacted]"},
    TokenShape{R"(\bCiR[A-Za-z0-9+/_=-]{20,})", "[redacted]"}, // the CLI's
    // OAuth access, and whatever else is long and opaque; a UUID is 36 long.
    TokenShape{R"((?<![A-Za-z0-9_=-])(?=[A-Za-z_=-]*[0-9])[A-Za-z0-9_=-]{40,})", "[redacted]"},
};

} // namespace

QString withoutTokens(const QString &text)
{
    QString shown = text;
    for (const TokenShape &shape : tokenShapes) {
        const QRegularExpression pattern(QString::fromLatin1(shape.pattern), QRegularExpression::CaseInsensitiveOption);
        shown.replace(pattern, QString::fromLatin1(shape.instead));
    }
    return shown;
}

} // namespace hubwatch
