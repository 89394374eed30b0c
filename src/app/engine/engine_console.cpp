#include "app/engine/engine_console.h"

namespace hubwatch {

namespace {
constexpr int checksUntilBlind = 3;
}

EngineConsole::EngineConsole(EngineOptions options, QObject *parent)
    : Console(parent)
    , m_engine(new Engine(std::move(options)))
{
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
    m_check.setInterval(1s);
    connect(&m_check, &QTimer::timeout, this, &EngineConsole::checkBeat);
}

EngineConsole::~EngineConsole()
{
    if (!m_thread.isRunning()) {
        delete m_engine;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void EngineConsole::start()
{
    m_thread.start();
    m_check.start();
}

void EngineConsole::ask(const ChartQuery &query)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, query] { engine->ask(query); }, Qt::QueuedConnection);
}

void EngineConsole::forget(std::uint64_t queryId)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, queryId] { engine->forget(queryId); }, Qt::QueuedConnection);
}

void EngineConsole::askChoices()
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine] { engine->findChoices(); }, Qt::QueuedConnection);
}

void EngineConsole::pollNow(const QString &service)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, service] { engine->pollNow(service); }, Qt::QueuedConnection);
}

void EngineConsole::discover(const QStringList &urls)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, urls] { engine->discover(urls); }, Qt::QueuedConnection);
}

void EngineConsole::save(const Workspace &workspace)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, workspace] { engine->save(workspace); }, Qt::QueuedConnection);
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
