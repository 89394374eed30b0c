// TaskBar: how far the batch jobs are, at the window's entry in the system's task bar.
#pragma once

#include <QVariantMap>
#include <memory>
#include <optional>

class QWidget;

namespace hubwatch::ui {

/// What the entry shows; a hundred steps, so that it is told anew a hundred times at most.
struct TaskBarState {
    std::optional<int> percent = {}; ///< of the running jobs; nothing: no bar
    bool held = false;               ///< a job needs a person

    bool operator==(const TaskBarState &) const = default;
};

/// A door: each system has its own. Where there is none, nothing is shown.
class TaskBar
{
public:
    virtual ~TaskBar() = default;
    /// Told again only when it is another state.
    void show(const TaskBarState &state);

protected:
    virtual void tell(const TaskBarState &state) = 0;

private:
    TaskBarState m_state = {};
};

/// The properties of com.canonical.Unity.LauncherEntry.Update, which docks of Linux know.
QVariantMap launcherProperties(const TaskBarState &state);

/// What this system has.
std::unique_ptr<TaskBar> systemTaskBar(QWidget &window);

} // namespace hubwatch::ui
