// MutesPart: what is kept quiet, by whom and until when, and which alerts a person has taken on.
#pragma once

#include "snapshot/console.h"
#include "ui/rules/cell_model.h"

#include <QWidget>

class QAction;
class QLabel;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;
class TextLine;

class MutesPart : public QWidget
{
    Q_OBJECT

public:
    explicit MutesPart(Console &console, QWidget *parent = nullptr);

    bool settled() const { return m_asked.empty(); }

private:
    void makeActions();
    void makeTables();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showMutes(const Snapshot &snapshot);
    void showAcks(const Snapshot &snapshot);
    void weigh();
    void newMute();
    void extend();
    void renew();
    void end();
    void endAck();
    void takeOutcome(const AlertOutcome &outcome);
    const MuteState *picked() const;
    const Acknowledgement *pickedAck() const;

    Console &m_console;
    TextLine *m_summary = nullptr;
    MarkedSentence *m_outcome = nullptr;
    CellTable *m_mutes = nullptr;
    QLabel *m_empty = nullptr;
    TextLine *m_ackSummary = nullptr;
    CellTable *m_acks = nullptr;
    QLabel *m_noAcks = nullptr;
    QAction *m_new = nullptr;
    QAction *m_extend = nullptr;
    QAction *m_renew = nullptr;
    QAction *m_end = nullptr;
    QAction *m_endAck = nullptr;
    std::vector<AlertOutcome::Command> m_asked = {}; ///< what was asked here and is not answered yet
};

/// Active ones, coming ones, ended ones, then what an Alertmanager was told; headings between them.
std::vector<CellRow> muteRows(const Snapshot &snapshot);
/// Oldest first.
std::vector<CellRow> ackRows(const Snapshot &snapshot);

} // namespace hubwatch::ui
