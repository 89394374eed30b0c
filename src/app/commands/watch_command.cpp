#include "app/commands/watch_command.h"

#include "app/commands/stop_request.h"
#include "app/commands/watch_lines.h"
#include "app/engine/engine.h"
#include "app/instance_lock.h"
#include "base/duration_text.h"
#include "base/log.h"
#include "base/system_clock.h"
#include "vault/queued_secrets.h"
#include "vault/system_vault.h"

#include <QDir>
#include <QTextStream>
#include <QTimer>
#include <utility>

namespace hubwatch {

namespace {

/// Watches until its time is up; owned by the command's context.
class Watch : public QObject
{
public:
    Watch(const CommandCall &call, std::unique_ptr<InstanceLock> lock)
        : QObject(call.context)
        , m_call(call)
        , m_lock(std::move(lock))
        , m_vault(m_clock, call.common.dataDirectory)
        , m_engine({.workspacePath = call.common.workspace,
                    .dataDirectory = call.common.dataDirectory,
                    .vault = openVaultDoor(m_vault.vault())})
    {
        connect(&m_engine, &Engine::workspaceRead, this, &Watch::judgeWorkspace);
        connect(&m_engine, &Engine::readingTaken, this, [this](const Reading &reading) {
            const std::vector<Rule> &rules = m_engine.rules();
            print(m_call.common.json ? readingLine(reading, rules) : readingSentence(reading, rules).toUtf8());
        });
        connect(&m_engine, &Engine::tokenJudged, this, [this](const AccountState &account) {
            print(m_call.common.json ? accountLine(account) : accountSentence(account).toUtf8());
        });
        connect(&m_engine, &Engine::alertChanged, this, [this](const AlertChange &change) {
            print(m_call.common.json ? alertLine(change) : alertSentence(change).toUtf8());
        });
        connect(&m_engine, &Engine::delivered, this, [this](const LedgerEntry &entry) {
            const bool attempt = entry.attempt > 0 && entry.result != LedgerEntry::Result::Trying;
            if (attempt)
                print(m_call.common.json ? deliveryLine(entry) : deliverySentence(entry).toUtf8());
        });
    }

    void start(std::optional<Duration> length)
    {
        if (length)
            QTimer::singleShot(*length, this, [this] { m_call.done(Exit::Good); });
        // A clean end: the clocks of pending alerts are stored as they stand.
        onStopRequest(this, [this] { m_call.done(Exit::Good); });
        m_vault.vault().probe(this, [](const VaultState &) {});
        m_engine.start();
    }

private:
    void judgeWorkspace()
    {
        const QString path = m_call.common.workspace;
        for (const WorkspaceProblem &problem : m_engine.problems())
            m_call.err << problemText(path, problem) << '\n';
        m_call.err.flush();
        // Later mistakes leave the last good configuration in force; there is none yet at the start.
        if (m_started || (m_engine.problems().empty() && !m_engine.workspaceMissing())) {
            m_started = true;
            return;
        }
        if (m_engine.workspaceMissing())
            m_call.err << path << ": no such file; name one with --workspace FILE, or start hubwatch to make one\n";
        m_call.done(Exit::Unable);
    }

    /// Whoever reads a pipe wants a line now, but the dozen lines of one poll may go out together.
    void print(const QByteArray &line)
    {
        m_call.out << line << '\n';
        if (!std::exchange(m_flushing, true))
            QTimer::singleShot(0, this, [this] {
                m_flushing = false;
                m_call.out.flush();
            });
    }

    CommandCall m_call;
    std::unique_ptr<InstanceLock> m_lock;
    SystemClock m_clock = {};
    SystemVault m_vault; ///< of the main thread, as the engine here
    Engine m_engine;
    bool m_started = false;
    bool m_flushing = false;
};

void runWatch(const Command &command, const CommandCall &call)
{
    QStringList arguments = call.arguments;
    std::optional<Duration> length;
    if (const auto text = takeOption(arguments, QStringLiteral("--for"))) {
        length = parseDuration(*text);
        if (!length || *length <= Duration::zero()) {
            call.err << "hubwatchctl watch: --for: expected a duration such as 90s or 5m, found \"" << *text << "\"\n";
            return call.done(Exit::Unable);
        }
    }
    if (leftOver(arguments, 0, command, call.err))
        return call.done(Exit::Unable);
    auto lock = InstanceLock::take(call.common.dataDirectory, InstanceLock::Face::Headless);
    if (!lock) {
        call.err << "hubwatchctl watch: " << lock.error().detail << "; name another folder with --data-dir DIR\n";
        return call.done(Exit::Unable);
    }
    (new Watch(call, std::move(*lock)))->start(length);
}

} // namespace

Command watchCommand()
{
    Command command{.name = QStringLiteral("watch"),
                    .usage = QStringLiteral("watch [--for 90s]"),
                    .purpose
                    = QStringLiteral("poll the workspace's services; print readings and alerts as they happen")};
    command.run = [command](const CommandCall &call) { runWatch(command, call); };
    return command;
}

} // namespace hubwatch
