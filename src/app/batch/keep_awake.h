// KeepAwake: the machine does not go to sleep while a job runs.
#pragma once

#include <QObject>
#include <QProcess>

namespace hubwatch {

/// Asks the system through a program of its own (systemd-inhibit, caffeinate), which ends with us; on Windows by a
/// call. Where neither is to be had, the machine may sleep: a job goes on when it wakes.
class KeepAwake : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~KeepAwake() override;

    void set(bool awake);
    bool asked() const { return m_awake; }

private:
    void begin();
    void end();

    QProcess m_holder;
    bool m_awake = false;
};

} // namespace hubwatch
