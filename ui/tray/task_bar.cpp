#include "ui/tray/task_bar.h"

#include <QWidget>

#ifdef HUBWATCH_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#endif
#ifdef Q_OS_WIN
#include <shobjidl.h>
#endif

namespace hubwatch::ui {

namespace {

#ifdef HUBWATCH_HAS_DBUS
/// A signal that nobody has to hear: docks that know it draw a bar, the others do not.
class LauncherEntry : public TaskBar
{
protected:
    void tell(const TaskBarState &state) override
    {
        QDBusMessage update
            = QDBusMessage::createSignal(QStringLiteral("/org/hubwatch/Hubwatch"),
                                         QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
        update << QStringLiteral("application://org.hubwatch.Hubwatch.desktop") << launcherProperties(state);
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (bus.isConnected())
            bus.send(update);
    }
};
#endif

#ifdef Q_OS_WIN
class WindowsTaskBar : public TaskBar
{
public:
    explicit WindowsTaskBar(QWidget &window)
        : m_window(window)
    {
        if (FAILED(CoCreateInstance(CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER, IID_ITaskbarList3,
                                    reinterpret_cast<void **>(&m_list)))
            || FAILED(m_list->HrInit()))
            release();
    }
    ~WindowsTaskBar() override { release(); }

protected:
    void tell(const TaskBarState &state) override
    {
        if (!m_list)
            return;
        const auto window = reinterpret_cast<HWND>(m_window.winId());
        const TBPFLAG flag = state.held ? TBPF_PAUSED : state.percent ? TBPF_NORMAL : TBPF_NOPROGRESS;
        m_list->SetProgressState(window, flag);
        if (state.percent)
            m_list->SetProgressValue(window, ULONGLONG(*state.percent), 100);
    }

private:
    void release()
    {
        if (m_list)
            m_list->Release();
        m_list = nullptr;
    }

    QWidget &m_window;
    ITaskbarList3 *m_list = nullptr;
};
#endif

class NoTaskBar : public TaskBar
{
protected:
    void tell(const TaskBarState &) override { }
};

} // namespace

void TaskBar::show(const TaskBarState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    tell(state);
}

QVariantMap launcherProperties(const TaskBarState &state)
{
    return {{QStringLiteral("progress"), double(state.percent.value_or(0)) / 100},
            {QStringLiteral("progress-visible"), state.percent.has_value()},
            {QStringLiteral("urgent"), state.held}};
}

std::unique_ptr<TaskBar> systemTaskBar([[maybe_unused]] QWidget &window)
{
#if defined(HUBWATCH_HAS_DBUS)
    return std::make_unique<LauncherEntry>();
#elif defined(Q_OS_WIN)
    return std::make_unique<WindowsTaskBar>(window);
#else
    return std::make_unique<NoTaskBar>();
#endif
}

} // namespace hubwatch::ui
