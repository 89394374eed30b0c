#include "app/triage/hubspot_prober.h"

#include "app/triage/probe_run.h"
#include "base/clock.h"
#include "net/authorized_http.h"
#include "net/joint_context.h"
#include "vault/credential_kind.h"

#include <algorithm>
#include <memory>

namespace hubwatch {

namespace {

/// Of the ten seconds, so long may the token take to be read.
constexpr Duration secretDeadline = 8s;
constexpr Duration wholeDeadline = 10s;

/// A header would end, or begin anew, where such a character stands.
bool fitsAHeader(const Secret &secret)
{
    return std::ranges::all_of(secret.reveal(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// Takes the token on, or says why it is not sent; then the look is made without.
QString takeToken(ProbePlan &plan, const Secret &secret)
{
    if (kindOfSecret(secret) == CredentialKind::OAuthRefresh)
        return QStringLiteral("asked without a token, since an OAuth app's secret is not one");
    plan.probe.fingerprint = fingerprintOf(secret, {}).shown;
    plan.probe.region = regionOfSecret(secret);
    if (!fitsAHeader(secret))
        return QStringLiteral("asked without the token, since it holds characters that no header may carry: store it "
                              "anew");
    plan.token = secret;
    return {};
}

} // namespace

HubSpotProber::HubSpotProber(CredentialReader &secrets, Clock &clock, QByteArray trusts)
    : m_secrets(secrets)
    , m_clock(clock)
    , m_trusts(std::move(trusts))
{ }

HubSpotProber::~HubSpotProber() = default;

void HubSpotProber::probe(const AccountConfig *account, QObject *context, Reply reply)
{
    const AccountConfig config = account ? *account : AccountConfig{};
    ProbePlan plan{.probe = {.account = config.name, .at = m_clock.now()}, .url = config.api, .trusts = m_trusts};
    plan.probe.host = config.api.host();
    QObject *joint = jointContext(m_calls.context(), context);
    const auto run = [this, joint, reply](const ProbePlan &ready, const QString &reason) {
        auto *probe = new ProbeRun(
            ready, m_clock,
            [joint, reply, reason](const HubSpotProbe &found) {
                joint->deleteLater();
                HubSpotProbe told = found;
                if (!reason.isEmpty())
                    told.words += QStringLiteral("; ") + reason;
                reply(told);
            },
            joint);
        probe->start();
    };
    const std::optional<CredentialRef> ref = parseCredentialRef(config.credential);
    if (!account || !ref)
        return m_clock.after(Duration::zero(), joint, [run, plan] { run(plan, {}); });
    if (!mayCarryToken(config.api, config.trustedHosts)) {
        plan.probe.words = QStringLiteral("not asked: the token goes by https to *.hubapi.com or to a host in the "
                                          "account's trusted_hosts alone, and %1 is neither")
                               .arg(plan.probe.host);
        return m_clock.after(Duration::zero(), joint, [joint, reply, probe = plan.probe] {
            joint->deleteLater();
            reply(probe);
        });
    }
    // A vault that waits for a person, or a command that hangs, must not hold up the answer.
    const auto over = std::make_shared<bool>(false);
    const Duration began = m_clock.uptime();
    m_clock.after(secretDeadline, joint, [joint, reply, over, probe = plan.probe]() mutable {
        if (std::exchange(*over, true))
            return;
        joint->deleteLater();
        probe.words = QStringLiteral("not asked: the token could not be read in time; is the vault locked?");
        reply(probe);
    });
    m_secrets.read(*ref, joint, [this, run, plan, over, began](const Result<Secret> &secret) mutable {
        if (std::exchange(*over, true))
            return;
        plan.deadline = wholeDeadline - (m_clock.uptime() - began);
        if (!secret)
            return run(plan, QStringLiteral("asked without the token, which cannot be read: ") + secret.error().detail);
        const QString reason = takeToken(plan, *secret);
        run(plan, reason);
    });
}

} // namespace hubwatch
