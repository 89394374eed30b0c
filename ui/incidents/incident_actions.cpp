#include "ui/incidents/incident_actions.h"

#include "ui/incidents/incident_words.h"
#include "ui/incidents/operator_name.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

QString actionWord(const char *text)
{
    return QCoreApplication::translate("IncidentActions", text);
}

} // namespace

IncidentActions::IncidentActions(QWidget *page)
    : acknowledge(partAction(page, "acknowledgeIncident", actionWord("Acknowledge"), Qt::Key_A,
                             actionWord("Take it on: it is yours until it resolves or grows worse")))
    , note(partAction(page, "noteIncident", actionWord("Note"), Qt::Key_N, actionWord("Write down what was seen")))
    , mute(partAction(page, "muteIncident", actionWord("Mute…"), Qt::Key_M,
                      actionWord("Keep its alerts quiet for a time; they go on being judged")))
    , probe(partAction(page, "probeIncident", actionWord("Probe HubSpot"), Qt::Key_P,
                       actionWord("One read-only call: DNS, connect, TLS, first byte, token, region")))
    , handover(partAction(page, "handoverIncident", actionWord("Handover ▾"), Qt::Key_H,
                          actionWord("Write it down as Markdown, HTML or PDF, without secrets")))
    , copy(partAction(page, "copyIncident", actionWord("Copy for HubSpot support"), Qt::Key_C,
                      actionWord("Portal, times in UTC, calls and correlation ids as text")))
    , own(partAction(page, "ownIncident", actionWord("Own"), Qt::Key_O, actionWord("Make it yours")))
    , close(partAction(page, "closeIncident", actionWord("Close"), {}, actionWord("It is over")))
    , explain(partAction(page, "explainIncident", actionWord("Explain"), Qt::Key_X,
                         actionWord("Why its alert stands as it does, on Rules")))
    , create(partAction(page, "createIncident", QStringLiteral("+"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
                        actionWord("New incident, opened by hand")))
    , filter(partAction(page, "filterIncidents", actionWord("Filter"), Qt::Key_Slash, actionWord("Filter the list")))
{ }

void IncidentActions::weigh(const Incident *incident, const Snapshot &snapshot)
{
    const QString none = incident ? QString() : actionWord("There is no incident.");
    const QString over
        = incident && incident->state == Incident::State::Resolved ? actionWord("It is resolved.") : none;
    setPossible(acknowledge, incident ? reasonAgainstAcknowledging(*incident) : none);
    setPossible(note, none);
    setPossible(mute, incident && incident->services.isEmpty() ? actionWord("It names no service.") : over);
    setPossible(probe, none);
    setPossible(handover, none);
    setPossible(copy, none);
    const QString me = operatorName(snapshot);
    setPossible(own, incident && !me.isEmpty() && incident->owner == me ? actionWord("It is yours.") : over);
    setPossible(close, incident ? reasonAgainstClosing(*incident) : none);
    setPossible(explain, incident && incident->parts.empty() ? actionWord("It has no alert.") : none);
    setPossible(create, snapshot.loading ? actionWord("The workspace is still being read.") : QString());
}

} // namespace hubwatch::ui
