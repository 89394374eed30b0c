#include "hubspot/leak_drill.h"

#include "hubspot/api_requests.h"
#include "hubspot/leak_report.h"

#include <algorithm>
#include <array>
#include <memory>

namespace hubwatch {

namespace {

constexpr Duration lookedBack = 30 * 24h;
constexpr int mostPages = 20; // 2,000 events: a person reads no more, and HubSpot is not asked without end

struct RunningDrill {
    HttpClient &http;
    LeakCase leak;
    QObject *context;
    std::function<void(LeakFindings)> reply;
    LeakFindings findings = {};
    int pages = 0;
};
using RunningDrillPtr = std::shared_ptr<RunningDrill>;

QString problemWith(const Error &error)
{
    if (error.status == 403)
        return QStringLiteral("The token lacks the scope account-info.security.read, so HubSpot does not tell. A super "
                              "admin sees the same in HubSpot under Settings > Account management > Audit logs.");
    if (error.status == 401)
        return QStringLiteral(
            "HubSpot refuses the token (401): it is revoked already, or was replaced. A super admin sees "
            "the activity in HubSpot under Settings > Account management > Audit logs.");
    return QStringLiteral(
               "HubSpot could not be asked (%1). Repeat the drill, or look in HubSpot under Settings > Account "
               "management > Audit logs.")
        .arg(error.status ? QStringLiteral("HTTP %1").arg(error.status) : QStringLiteral("no answer"));
}

void sortEvents(std::vector<SecurityEvent> &events)
{
    std::ranges::stable_sort(events, std::ranges::greater(), &SecurityEvent::at);
    std::ranges::stable_partition(events, isTokenEvent, &SecurityEvent::type);
}

void finish(const RunningDrillPtr &drill)
{
    LeakFindings &findings = drill->findings;
    sortEvents(findings.events);
    const auto path = writeLeakReport(drill->leak.folder, findings);
    if (path)
        findings.path = *path;
    else
        findings.pathProblem = path.error().detail;
    drill->reply(findings);
}

void readPage(const RunningDrillPtr &drill, const QString &after)
{
    const TimePoint from = drill->leak.at - lookedBack;
    drill->http.send(
        securityActivityRequest(drill->leak.api, from, after), drill->context,
        [drill, from, after](Result<HttpResponse> answer) {
            const Result<SecurityPage> page
                = answer ? parseSecurityEvents(answer->body) : Result<SecurityPage>(tl::unexpected(answer.error()));
            if (!page) {
                drill->findings.eventsProblem = problemWith(page.error());
                return finish(drill);
            }
            for (const SecurityEvent &event : page->events)
                if (event.at >= from)
                    drill->findings.events.push_back(event);
            const bool last = page->after.isEmpty() || page->after == after;
            if (last)
                return finish(drill);
            if (++drill->pages == mostPages) {
                drill->findings.eventsProblem
                    = QStringLiteral("There are more events than the %1 read here; see HubSpot under Settings "
                                     "> Account management > Audit logs.")
                          .arg(drill->findings.events.size());
                return finish(drill);
            }
            readPage(drill, page->after);
        });
}

QString appText(const LeakCase &leak)
{
    return leak.app ? QStringLiteral("the app %1").arg(leak.app) : QStringLiteral("the app");
}

/// How to end the life of the leaked secret.
QString revokeStep(const LeakCase &leak)
{
    switch (leak.kind) {
    case CredentialKind::ServiceKey:
        return QStringLiteral(
            "In HubSpot: Development > Keys > Service keys > the key > Rotate, and expire the old one now. "
            "The seven days of \"expire later\" would be the finder's, too.");
    case CredentialKind::OAuthRefresh:
        return QStringLiteral(
            "In HubSpot, in the developer account: the app > Auth > replace the client secret. In the "
            "portal: Settings > Integrations > Connected apps > the app > Uninstall, which ends its "
            "refresh token; access tokens live on for up to 30 minutes.");
    case CredentialKind::DeveloperKey:
        return QStringLiteral("In HubSpot, in the developer account: Development > Keys > Developer API key > Rotate.");
    case CredentialKind::PersonalAccessKey:
        return QStringLiteral(
            "In HubSpot: Development > Keys > Personal access key > Deactivate, then make a new one.");
    case CredentialKind::Unknown:
    case CredentialKind::PrivateAppToken:
    case CredentialKind::OAuthAccess:
    case CredentialKind::Bearer:
    case CredentialKind::Basic:
        return QStringLiteral(
                   "In HubSpot: Development > Legacy apps (in older accounts Settings > Integrations > Private "
                   "apps) > %1 > Auth > Rotate > Rotate and expire this token now. The seven days of \"expire "
                   "later\" would be the finder's, too.")
            .arg(appText(leak));
    }
    Q_UNREACHABLE();
}

} // namespace

bool isTokenEvent(const QString &type)
{
    constexpr std::array prefixes{"PRIVATE_APP_",         "SERVICE_KEY_",        "PUBLIC_APP_",          "HAPIKEY_",
                                  "PERSONAL_ACCESS_KEY_", "INSTALL_INTEGRATION", "UNINSTALL_INTEGRATION"};
    return std::ranges::any_of(prefixes,
                               [&](const char *prefix) { return type.startsWith(QLatin1StringView(prefix)); });
}

QStringList leakSteps(const LeakCase &leak)
{
    QStringList steps{revokeStep(leak)};
    steps += QStringLiteral("Store the new secret where the old one lives%1, then verify it in Hubwatch under Sources.")
                 .arg(leak.reference.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(leak.reference));
    steps += leak.services.isEmpty()
        ? QStringLiteral("Watch every service that uses this credential until its 401s end.")
        : QStringLiteral("Watch these services until their 401s end: %1.")
              .arg(leak.services.join(QStringLiteral(", ")));
    steps += QStringLiteral(
        "In HubSpot: Settings > Account management > Audit logs. Look for sign-ins, exports and changes "
        "that nobody here made since the secret was first exposed.");
    steps += QStringLiteral(
        "Reduce the new credential's scopes to those that are needed: Hubwatch lists both under Sources.");
    steps += QStringLiteral(
        "Remove the secret from where it was found. What stood in a repository, a ticket or a log stays "
        "known: its history, copies and backups count, too.");
    steps += QStringLiteral(
        "Tell those who must know: the owner of the portal's data, and whoever your rules on personal "
        "data name.");
    return steps;
}

void drillLeak(HttpClient &http, LeakCase leak, QObject *context, std::function<void(LeakFindings)> reply)
{
    auto drill = std::make_shared<RunningDrill>(
        RunningDrill{.http = http, .leak = std::move(leak), .context = context, .reply = std::move(reply)});
    drill->findings = {.account = drill->leak.account,
                       .at = drill->leak.at,
                       .fingerprint = drill->leak.fingerprint,
                       .lastUses = drill->leak.lastUses,
                       .steps = leakSteps(drill->leak)};
    readPage(drill, {});
}

} // namespace hubwatch
