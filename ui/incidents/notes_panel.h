// NotesPanel: what people wrote about an incident, and a field to write more.
#pragma once

#include "alerts/incident.h"
#include "ui/shell/text_line.h"

#include <map>

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class NotesPanel : public Panel
{
    Q_OBJECT

public:
    explicit NotesPanel(QWidget *parent = nullptr);

    /// What is being written stays with the incident it is written for.
    void setIncident(const Incident &incident);
    QPlainTextEdit *field() const { return m_field; }
    /// The engine has taken it: the field is free again.
    void setTaken();

signals:
    void written(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void showNotes(const std::vector<IncidentNote> &notes);

    qint64 m_incident = 0;
    std::map<qint64, QString> m_drafts = {};
    std::vector<IncidentNote> m_notes = {};
    QVBoxLayout *m_rows = nullptr;
    QPlainTextEdit *m_field = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace hubwatch::ui
