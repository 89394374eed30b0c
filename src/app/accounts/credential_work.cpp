#include "app/accounts/credential_work.h"

#include "app/accounts/authorize_job.h"
#include "app/accounts/remove_job.h"
#include "app/accounts/rotate_job.h"
#include "app/accounts/store_job.h"
#include "app/accounts/verify_job.h"
#include "base/time_text.h"
#include "hubspot/leak_report.h"

#include <QPointer>

namespace hubwatch {

CredentialWork::CredentialWork(CredentialTools tools, QString dataDirectory, QObject *parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_dataDirectory(std::move(dataDirectory))
{ }

CredentialWork::~CredentialWork() = default;

void CredentialWork::store(const StoreCredential &command)
{
    add(std::make_unique<StoreJob>(command, m_tools));
}

void CredentialWork::verify(const QString &reference)
{
    add(std::make_unique<VerifyJob>(reference, m_tools));
}

void CredentialWork::remove(const QString &reference)
{
    add(std::make_unique<RemoveJob>(reference, m_tools));
}

void CredentialWork::rotate(const RotateCredential &command)
{
    add(std::make_unique<RotateJob>(command, m_tools));
}

void CredentialWork::authorize(const AuthorizeOAuth &command)
{
    const QPointer<CredentialWork> alive(this);
    cancelAuthorize(); // the one before is answered, too
    if (!alive)
        return;
    if (m_authorizing) {
        emit done({.command = CredentialOutcome::Command::Authorize,
                   .reference = QStringLiteral("keychain:") + command.name,
                   .words = QStringLiteral("Another authorisation is just being completed: authorise again when it "
                                           "has ended.")});
        return;
    }
    m_authorizing = std::make_unique<AuthorizeJob>(command, m_tools);
    connect(m_authorizing.get(), &AuthorizeJob::authorizeUrl, this, &CredentialWork::authorizeUrl);
    connect(m_authorizing.get(), &CredentialJob::finished, this, [this](const CredentialOutcome &outcome) {
        m_authorizing.release()->deleteLater(); // it is still emitting
        finished(outcome);
    });
    m_authorizing->start();
}

void CredentialWork::cancelAuthorize()
{
    if (m_authorizing)
        m_authorizing->cancel();
}

void CredentialWork::drillLeak(const AccountState &account, const QStringList &services)
{
    HttpClient *http = m_tools.http(account.config.name);
    if (!http) {
        emit leakReported(
            {.account = account.config.name,
             .at = m_tools.clock.now(),
             .eventsProblem = QStringLiteral("The workspace has no account %1.").arg(account.config.name)});
        return;
    }
    hubwatch::drillLeak(*http,
                        {.api = account.config.api,
                         .account = account.config.name,
                         .kind = account.credential.kind,
                         .fingerprint = account.credential.fingerprint.shown,
                         .portal = account.details ? account.details->portal : account.config.portal,
                         .app = account.credential.app,
                         .reference = account.config.credential,
                         .lastUses = lastUses(account),
                         .services = services,
                         .folder = m_dataDirectory,
                         .at = m_tools.clock.now()},
                        m_calls.context(), [this](const LeakFindings &findings) { emit leakReported(findings); });
}

void CredentialWork::noteLeakStep(const QString &path, const QString &what)
{
    const Result<void> written = appendLeakNote(path, what, m_tools.clock.now());
    if (!written)
        emit done({.command = CredentialOutcome::Command::NoteLeakStep, .words = written.error().detail});
}

void CredentialWork::add(std::unique_ptr<CredentialJob> job)
{
    connect(job.get(), &CredentialJob::finished, this, [this](const CredentialOutcome &outcome) {
        m_jobs.front().release()->deleteLater(); // it is still emitting
        m_jobs.pop_front();
        startNext();
        finished(outcome);
    });
    m_jobs.push_back(std::move(job));
    if (m_jobs.size() == 1)
        startNext();
}

void CredentialWork::startNext()
{
    if (m_jobs.empty())
        return;
    // Later: a job may end within start(), which must not happen within add() or finished().
    m_tools.clock.after(Duration::zero(), m_jobs.front().get(), [job = m_jobs.front().get()] { job->start(); });
}

void CredentialWork::finished(const CredentialOutcome &outcome)
{
    using Command = CredentialOutcome::Command;
    const bool moved = outcome.command != Command::RotateStore && outcome.command != Command::RotateVerify
        && outcome.command != Command::RotateRetire;
    const QPointer<CredentialWork> alive(this);
    if (outcome.good && moved)
        emit credentialChanged(outcome.reference);
    if (alive)
        emit done(outcome);
}

QStringList lastUses(const AccountState &account)
{
    QStringList uses;
    if (account.lastGood)
        uses += QStringLiteral("%1: this console probed HubSpot with it, and was answered.")
                    .arg(utcText(*account.lastGood));
    if (account.cost.callsToday > 0)
        uses += QStringLiteral("Today: %1 calls by this console.").arg(account.cost.callsToday);
    if (account.usage)
        uses += QStringLiteral("Today: %1 calls by all private apps of the portal, as HubSpot counts them%2.")
                    .arg(account.usage->used)
                    .arg(account.usage->collectedAt ? QStringLiteral(" (") + utcText(*account.usage->collectedAt) + u')'
                                                    : QString());
    for (const FailedCall &call : account.failures)
        uses += QStringLiteral("%1: %2 failed: %3, correlation id %4.")
                    .arg(utcText(call.at), call.call, causeId(call.error.cause), call.error.correlationId);
    return uses;
}

} // namespace hubwatch
