#include "ui/incidents/without_secrets.h"

#include "hubspot/token_text.h"

#include <QRegularExpression>
#include <array>

namespace hubwatch::ui {

namespace {

struct SecretShape {
    const char *pattern;
    const char *instead;
};

// A key too many hidden costs nothing; one shown costs a rotation.
constexpr std::array secretShapes{
    SecretShape{R"re((hooks\.slack(-gov)?\.com)/[^\s"'<>)\]]+)re", "\\1/[redacted]"},
    SecretShape{R"((discord(app)?\.com/api/webhooks|hc-ping\.com|ping\.[a-z0-9.-]+)/[^\s"'<>)]+)", "\\1/[redacted]"},
    SecretShape{R"re((\b[a-z][a-z0-9+.-]*://)[^\s/@"'<>]+@)re", "\\1[redacted]@"},
    SecretShape{R"(\bxox[a-z]-[A-Za-z0-9-]+)", "[redacted]"},
    SecretShape{R"(\bxapp-[A-Za-z0-9-]+)", "[redacted]"},
    SecretShape{R"(\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?)", "[redacted]"},
    SecretShape{R"(\b(gh[pousr]_|github_pat_|glpat-|sk-|AKIA)[A-Za-z0-9_-]{12,})", "[redacted]"},
    SecretShape{
        R"re(\b(routing[_ -]?key|integration[_ -]?key|service[_ -]?key|api[_ -]?key|app[_ -]?secret|token|passwd|signature)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+)re",
        "\\1\\2[redacted]"},
    // PagerDuty's keys are 32 long.
    SecretShape{R"(\b[0-9a-f]{32}\b)", "[redacted]"},
    SecretShape{R"(\bR[0-9A-Z]{31}\b)", "[redacted]"},
};

} // namespace

QString withoutSecrets(const QString &text)
{
    QString shown = text;
    for (const SecretShape &shape : secretShapes) {
        const QRegularExpression pattern(QString::fromLatin1(shape.pattern), QRegularExpression::CaseInsensitiveOption);
        shown.replace(pattern, QString::fromLatin1(shape.instead));
    }
    return withoutTokens(shown);
}

} // namespace hubwatch::ui
