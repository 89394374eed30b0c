// OutcomePanel: what became of a command on a credential, while it runs and after.
#pragma once

#include "snapshot/credential_commands.h"

#include <QWidget>

class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class TextLine;

/// The outcome's sentence, what HubSpot told of the token, and, where something speaks against it but the person may
/// insist, the button that does: to store it unverified, to retire the old one anyway.
class OutcomePanel : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomePanel(QWidget *parent = nullptr);

    void setWaiting(const QString &words);
    /// `expectedPortal`: what the workspace says; 0 when it says nothing.
    void setOutcome(const CredentialOutcome &outcome, std::int64_t expectedPortal = 0);
    void setProblem(const QString &words);
    void clear();
    bool isWaiting() const { return m_waiting; }

signals:
    void forceWanted();

private:
    MarkedSentence *m_sentence = nullptr;
    TextLine *m_facts = nullptr;
    QPushButton *m_force = nullptr;
    bool m_waiting = false;
};

/// What stands on the button for an outcome that may be forced, and what follows from it.
struct ForceOffer {
    QString text = {};
    QString tip = {};

    bool operator==(const ForceOffer &) const = default;
};
ForceOffer forceOffer(CredentialOutcome::Command command);

/// "portal 4242 · private app token · na1 · 6 scopes"; empty while HubSpot has told nothing.
QString recordFacts(const CredentialRecord &record);
/// The outcome's words; of a refused portal both numbers are named.
QString outcomeWords(const CredentialOutcome &outcome, std::int64_t expectedPortal);

} // namespace hubwatch::ui
