// IncidentHeader: what is wrong, since when, whose cause it is, and what can be done.
#pragma once

#include "snapshot/snapshot.h"
#include "snapshot/triage.h"
#include "ui/shell/text_line.h"

class QLabel;
class QPushButton;

namespace hubwatch::ui {

class MarkView;

struct IncidentActions;

class IncidentHeader : public Panel
{
    Q_OBJECT

public:
    explicit IncidentHeader(const IncidentActions &actions, QWidget *parent = nullptr);

    void setIncident(const Incident &incident, const Snapshot &snapshot, const TriageAnswer *answer);
    /// Below which a menu of the handover opens.
    QPushButton *handoverButton() const { return m_handover; }

signals:
    void accountWanted(const QString &account);

private:
    MarkView *m_shape = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_line = nullptr;
    TextLine *m_meta = nullptr;
    QPushButton *m_acknowledge = nullptr;
    QPushButton *m_handover = nullptr;
    QPushButton *m_own = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_account = nullptr; ///< of a token's or quota's cause
    QString m_accountName = {};
};

} // namespace hubwatch::ui
