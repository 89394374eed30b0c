#include "app/commands/token_command.h"

#include "app/accounts/lone_credentials.h"
#include "app/accounts/remove_job.h"
#include "app/accounts/store_job.h"
#include "app/commands/secret_input.h"
#include "app/commands/token_lines.h"
#include "base/system_clock.h"
#include "vault/store_token.h"
#include "vault/system_vault.h"
#include "workspace/workspace_file.h"

#include <QTextStream>

namespace hubwatch {

namespace {

const QString usageText
    = QStringLiteral("token set NAME [--unverified] | remove NAME | list | doctor [--use keychain|session|refuse]");

/// One run of the command; the command's context owns it. No argument is ever repeated: it may be a secret.
class TokenRun : public QObject
{
public:
    TokenRun(const CommandCall &call, const TokenDoors &doors)
        : QObject(call.context)
        , m_call(call)
        , m_doors(doors)
        , m_arguments(call.arguments)
    { }

    void run();

private:
    void set(const QString &name);
    void remove(const QString &name);
    void list();
    void doctor(const std::optional<QString> &use);
    void store(const QString &name, const Secret &secret);
    void end(Exit code, const QString &complaint = {});
    void misused(const QString &what) { end(Exit::Unable, what + QStringLiteral("; usage: hubwatchctl ") + usageText); }
    /// The one name that set and remove take; nullopt when it was complained about.
    std::optional<QString> takeName();
    Vault &vault();

    CommandCall m_call;
    TokenDoors m_doors;
    QStringList m_arguments;
    SystemClock m_clock = {};
    std::unique_ptr<SystemVault> m_system = {};
    std::unique_ptr<LoneCredentials> m_credentials = {};
    std::unique_ptr<CredentialJob> m_job = {};
    bool m_unverified = false;
    CallScope m_calls; // the last member: its calls end first
};

void TokenRun::run()
{
    const QString deed = m_arguments.isEmpty() ? QString() : m_arguments.takeFirst();
    const std::optional<QString> use = takeOption(m_arguments, QStringLiteral("--use"));
    m_unverified = takeFlag(m_arguments, QStringLiteral("--unverified"));
    if (m_unverified && deed != u"set")
        return misused(QStringLiteral("--unverified belongs to set"));
    if (use && deed != u"doctor")
        return misused(QStringLiteral("--use belongs to doctor"));
    if (std::ranges::any_of(m_arguments, [](const QString &argument) { return argument.startsWith(u'-'); }))
        return misused(QStringLiteral("unknown option"));
    if (deed == u"set" || deed == u"remove") {
        if (const std::optional<QString> name = takeName())
            deed == u"set" ? set(*name) : remove(*name);
        return;
    }
    if (deed != u"list" && deed != u"doctor")
        return misused(QStringLiteral("what to do is missing or unknown"));
    if (!m_arguments.isEmpty())
        return misused(QStringLiteral("one argument too many"));
    deed == u"list" ? list() : doctor(use);
}

std::optional<QString> TokenRun::takeName()
{
    if (m_arguments.isEmpty()) {
        misused(QStringLiteral("the name is missing"));
        return std::nullopt;
    }
    if (m_arguments.size() > 1) {
        misused(QStringLiteral("one argument too many: a secret does not belong on the command line, where other "
                               "programs and the shell's history see it; pipe it in. If it was one, rotate it"));
        return std::nullopt;
    }
    QString name = m_arguments.first();
    if (name.startsWith(u"keychain:"))
        name = name.section(u':', 1);
    if (const QString complaint = tokenNameComplaint(name); !complaint.isEmpty()) {
        misused(QStringLiteral("NAME: ") + complaint);
        return std::nullopt;
    }
    return name;
}

void TokenRun::set(const QString &name)
{
    if (vault().state().mode == VaultState::Mode::Session)
        return end(
            Exit::Unable,
            QStringLiteral("session memory ends with this command and would keep nothing; enter the secret in the "
                           "window, name it as env:NAME in the workspace, or choose the keychain (hubwatchctl "
                           "token doctor --use keychain)"));
    const QString prompt = QStringLiteral("Secret for keychain:%1 (it is not shown): ").arg(name);
    Result<QByteArray> bytes = m_doors.readSecret ? m_doors.readSecret(prompt) : readSecretInput(prompt);
    if (!bytes)
        return end(Exit::Unable, bytes.error().detail);
    const Result<Secret> secret = cleanedSecret(std::move(*bytes));
    if (!secret)
        return end(Exit::Unable, secret.error().detail);
    store(name, *secret);
}

/// A token of an account is HubSpot's to judge first; other secrets are stored as they are.
void TokenRun::store(const QString &name, const Secret &secret)
{
    Workspace workspace;
    if (workspaceExists(m_call.common.workspace)) {
        WorkspaceResult loaded = loadWorkspace(m_call.common.workspace);
        if (!loaded)
            return end(Exit::Unable, problemText(m_call.common.workspace, loaded.error().front()));
        workspace = std::move(*loaded);
    }
    m_credentials = std::make_unique<LoneCredentials>(vault(), m_clock, std::move(workspace), m_call.common.workspace,
                                                      m_call.common.dataDirectory);
    m_job = std::make_unique<StoreJob>(StoreCredential{.name = name, .secret = secret, .unverified = m_unverified},
                                       m_credentials->tools());
    QObject::connect(m_job.get(), &CredentialJob::finished, this, [this](const CredentialOutcome &outcome) {
        if (!outcome.good)
            return end(outcome.refused ? Exit::Bad : Exit::Unable,
                       outcome.words + (outcome.mayForce ? QStringLiteral(" (--unverified)") : QString()));
        if (m_call.common.json)
            m_call.out << QString::fromUtf8(tokenRecordJson(outcome.record)) << '\n';
        else
            m_call.out << QStringLiteral("%1: stored: %2 %3%4\n")
                              .arg(outcome.reference, credentialKindName(outcome.record.kind),
                                   outcome.record.fingerprint.shown,
                                   outcome.record.portal == 0
                                       ? QStringLiteral("; not verified with HubSpot yet")
                                       : QStringLiteral(" of portal %1").arg(outcome.record.portal));
        end(Exit::Good);
    });
    m_job->start();
}

void TokenRun::remove(const QString &name)
{
    m_credentials = std::make_unique<LoneCredentials>(vault(), m_clock, Workspace{}, m_call.common.workspace,
                                                      m_call.common.dataDirectory);
    m_job = std::make_unique<RemoveJob>(QStringLiteral("keychain:") + name, m_credentials->tools());
    QObject::connect(m_job.get(), &CredentialJob::finished, this, [this, name](const CredentialOutcome &outcome) {
        if (outcome.missing)
            return end(
                Exit::Bad,
                QStringLiteral("keychain:%1: there is none; hubwatchctl token list shows what there is").arg(name));
        if (!outcome.good)
            return end(Exit::Unable, outcome.words);
        if (m_call.common.json)
            m_call.out << QStringLiteral("{\"removed\":\"keychain:%1\"}\n").arg(name);
        else
            m_call.out << QStringLiteral("keychain:%1: removed\n").arg(name);
        end(Exit::Good);
    });
    m_job->start();
}

void TokenRun::list()
{
    Workspace workspace;
    if (workspaceExists(m_call.common.workspace)) {
        WorkspaceResult loaded = loadWorkspace(m_call.common.workspace);
        if (loaded)
            workspace = std::move(*loaded);
        else
            m_call.err << problemText(m_call.common.workspace, loaded.error().front())
                       << "; who uses what is not known\n";
    }
    const LoadedBook book = loadCredentialBook(m_call.common.dataDirectory);
    if (!book.notice.isEmpty())
        m_call.err << "hubwatchctl token: " << book.notice << '\n';
    const std::vector<TokenLine> lines = tokenLines(book.book, workspace);
    if (m_call.common.json)
        m_call.out << QString::fromUtf8(tokenListJson(lines, m_clock.now())) << '\n';
    else
        m_call.out << tokenListText(lines, m_clock.now());
    end(Exit::Good);
}

void TokenRun::doctor(const std::optional<QString> &use)
{
    if (use) {
        const std::optional<VaultState::Mode> mode = parseVaultMode(*use);
        if (!mode)
            return misused(QStringLiteral("--use: expected keychain, session or refuse"));
        if (const Result<void> chosen = vault().setMode(*mode); !chosen)
            return end(Exit::Unable, chosen.error().detail);
    }
    vault().runDoctor(m_calls.context(), [this](const DoctorReport &report) {
        if (m_call.common.json)
            m_call.out << QString::fromUtf8(doctorJson(report)) << '\n';
        else
            m_call.out << doctorText(report);
        end(report.good() ? Exit::Good : Exit::Bad);
    });
}

void TokenRun::end(Exit code, const QString &complaint)
{
    if (!complaint.isEmpty())
        m_call.err << "hubwatchctl token: " << complaint << '\n';
    m_call.done(code);
}

Vault &TokenRun::vault()
{
    if (m_doors.vault)
        return *m_doors.vault;
    if (!m_system)
        m_system = std::make_unique<SystemVault>(m_clock, m_call.common.dataDirectory);
    return m_system->vault();
}

} // namespace

Command tokenCommand(const TokenDoors &doors)
{
    return {
        .name = QStringLiteral("token"),
        .usage = usageText,
        .purpose = QStringLiteral(
            "stores secrets in the system's keychain, read from standard input and confirmed by HubSpot; lists them by "
            "fingerprint; examines the keychain"),
        .run = [doors](const CommandCall &call) { (new TokenRun(call, doors))->run(); }};
}

} // namespace hubwatch
