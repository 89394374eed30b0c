// CredentialDetails: the chosen credential: its words, its age against both advices, scopes and rotation.
#pragma once

#include "snapshot/account_state.h"
#include "ui/shell/text_line.h"

class QLabel;

namespace hubwatch::ui {

class MarkedSentence;

/// The age on a line from today's secret to HubSpot's 180 days, with a tick at the house rule's 90.
class AgeBar : public QWidget
{
    Q_OBJECT

public:
    explicit AgeBar(QWidget *parent = nullptr);
    void setRecord(const CredentialRecord &record, TimePoint now);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<double> m_days = {};
    Mark m_mark = Mark::NotYet;
};

class CredentialDetails : public Panel
{
    Q_OBJECT

public:
    explicit CredentialDetails(QWidget *parent = nullptr);
    /// nullptr: nothing is chosen.
    void setCredential(const CredentialState *credential, TimePoint now);

private:
    TextLine *m_head = nullptr;
    MarkedSentence *m_words = nullptr;
    MarkedSentence *m_rotation = nullptr;
    AgeBar *m_bar = nullptr;
    TextLine *m_advice = nullptr;
    QLabel *m_scopes = nullptr;
    TextLine *m_times = nullptr;
};

} // namespace hubwatch::ui
