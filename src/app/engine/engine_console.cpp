#include "app/engine/engine_console.h"

#include "app/accounts/accounts.h"
#include "vault/queued_secrets.h"

namespace hubwatch {

namespace {
constexpr int checksUntilBlind = 3;
}

EngineConsole::EngineConsole(QObject *parent)
    : Console(parent)
    , m_desk([this](std::function<void(Engine &)> call) { post(std::move(call)); })
    , m_alertDesk([this](std::function<void(Engine &)> call) { post(std::move(call)); })
    , m_batchDesk([this](std::function<void(Engine &)> call) { post(std::move(call)); })
    , m_readinessDesk([this](std::function<void(Engine &)> call) { post(std::move(call)); })
{
    m_check.setInterval(1s);
    connect(&m_check, &QTimer::timeout, this, &EngineConsole::checkBeat);
}

EngineConsole::~EngineConsole()
{
    m_thread.quit();
    m_thread.wait();
}

void EngineConsole::start(EngineOptions options)
{
    m_vault = std::make_unique<SystemVault>(m_clock, options.demo ? QString() : options.dataDirectory);
    m_desk.setVault(&m_vault->vault());
    options.vault = openVaultDoor(m_vault->vault());
    m_vault->vault().probe(this, [](const VaultState &) {});
    m_engine = new Engine(std::move(options));
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_engine, &Engine::start);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &Engine::beat, this, &EngineConsole::takeBeat);
    connect(m_engine, &Engine::snapshotReady, this, [this](const SnapshotPtr &snapshot) {
        m_snapshot = snapshot;
        emit snapshotChanged(snapshot);
    });
    connect(m_engine, &Engine::answered, this, &Console::answered);
    connect(m_engine, &Engine::choicesFound, this, &Console::choicesFound);
    connect(m_engine, &Engine::discovered, this, &Console::discovered);
    connect(m_engine, &Engine::saved, this, &Console::saved);
    connect(m_engine, &Engine::credentialDone, &m_desk, &CredentialDesk::done);
    connect(m_engine, &Engine::authorizeUrl, &m_desk, &CredentialDesk::authorizeUrl);
    connect(m_engine, &Engine::leakReported, &m_desk, &CredentialDesk::leakReported);
    m_alertDesk.follow(*m_engine);
    m_batchDesk.follow(*m_engine);
    m_readinessDesk.follow(*m_engine);
    m_thread.start();
    m_check.start();
}

template<class Call>
void EngineConsole::post(Call call)
{
    if (m_engine)
        QMetaObject::invokeMethod(
            m_engine, [engine = m_engine, call = std::move(call)] { call(*engine); }, Qt::QueuedConnection);
}

void EngineConsole::ask(const ChartQuery &query)
{
    post([query](Engine &engine) { engine.ask(query); });
}

void EngineConsole::forget(std::uint64_t queryId)
{
    post([queryId](Engine &engine) { engine.forget(queryId); });
}

void EngineConsole::askChoices()
{
    post([](Engine &engine) { engine.findChoices(); });
}

void EngineConsole::pollNow(const QString &service)
{
    post([service](Engine &engine) { engine.pollNow(service); });
}

void EngineConsole::discover(const QStringList &urls)
{
    post([urls](Engine &engine) { engine.discover(urls); });
}

void EngineConsole::save(const Workspace &workspace)
{
    post([workspace](Engine &engine) { engine.save(workspace); });
}

void EngineConsole::pollAccount(const QString &account)
{
    post([account](Engine &engine) { engine.accounts().poll(account); });
}

void EngineConsole::takeBeat()
{
    m_checksWithoutBeat = 0;
    if (m_blind) {
        m_blind = false;
        emit blindChanged(false);
    }
}

void EngineConsole::checkBeat()
{
    if (++m_checksWithoutBeat == checksUntilBlind && !m_blind) {
        m_blind = true;
        emit blindChanged(true);
    }
}

} // namespace hubwatch
