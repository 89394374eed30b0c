// ProbePanel: HubSpot as it is reached from here, in parts.
#pragma once

#include "snapshot/triage.h"
#include "ui/shell/text_line.h"

#include <QStringList>
#include <map>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

/// "DNS 12 ms · connect 9 ms · TLS 21 ms · first byte 94 ms"; a part that was not reached is said.
QString probeSteps(const HubSpotProbe &probe);
/// "private app, na1, …7f3a · na1 · 104.16.1.1"
QString probeFacts(const HubSpotProbe &probe);

class ProbePanel : public Panel
{
    Q_OBJECT

public:
    /// `probe`: the button that asks.
    explicit ProbePanel(QPushButton *probe, QWidget *parent = nullptr);

    /// These were asked now; empty names HubSpot without a token.
    void setAsked(const QStringList &accounts);
    void setProbe(const HubSpotProbe &probe);
    bool waiting() const { return !m_waiting.isEmpty(); }
    std::vector<HubSpotProbe> probes() const;

private:
    void showProbes();

    std::map<QString, HubSpotProbe> m_probes = {};
    QStringList m_waiting = {};
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace hubwatch::ui
