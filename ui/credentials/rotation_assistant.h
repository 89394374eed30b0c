// RotationAssistant: a new secret beside the old one, verified, switched to, watched, and the old one retired.
#pragma once

#include "snapshot/console.h"
#include "ui/credentials/auth_watch.h"

#include <QDialog>
#include <array>

class QGridLayout;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class OutcomePanel;
class RotationStep;
class SecretField;

/// Follows the stage that the snapshot tells, so that it may be closed and opened again between the steps.
class RotationAssistant : public QDialog
{
    Q_OBJECT

public:
    RotationAssistant(Console &console, const QString &reference, QWidget *parent = nullptr);

private:
    enum Step { Make, Store, Verify, Switch, Retire, StepCount };

    void makeSteps();
    QPushButton *addStepButton(Step step, const char *name, const QString &text, const QString &tip,
                               bool primary = true);
    void showSnapshot(const SnapshotPtr &snapshot);
    void showStep(Step step);
    void showWatch(const Snapshot &snapshot);
    void command(RotateCredential::Step step, Secret secret = {}, bool force = false);
    void takeOutcome(const CredentialOutcome &outcome);
    const CredentialState *credential() const;

    Console &m_console;
    QString m_reference;
    std::array<RotationStep *, StepCount> m_steps = {};
    SecretField *m_field = nullptr;
    OutcomePanel *m_outcome = nullptr;
    MarkedSentence *m_grace = nullptr;
    QGridLayout *m_watch = nullptr;
    QPushButton *m_storeNext = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_close = nullptr;
    std::vector<QPushButton *> m_commands = {};
    std::vector<AuthCount> m_counts = {};
    std::optional<TimePoint> m_countedFrom = {};
    bool m_made = false; ///< the person has the new token
    bool m_retired = false;
};

} // namespace hubwatch::ui
