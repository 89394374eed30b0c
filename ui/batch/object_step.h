// ObjectStep: which account, what is done, and to which records.
#pragma once

#include "ui/batch/wizard_step.h"

#include <vector>

class QButtonGroup;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class ChoiceCard;
class MarkedSentence;
class ObjectField;
struct WizardPanel;

class ObjectStep : public WizardStep
{
    Q_OBJECT

public:
    ObjectStep(Console &console, JobDraft &draft, QWidget *parent = nullptr);

    void enter() override;
    QString lack() const override { return objectLack(m_draft, *m_console.snapshot()); }

private:
    WizardPanel makeAccounts();
    WizardPanel makeOperations();
    WizardPanel makeObjects();
    void fillAccounts();
    void showAll();
    const AccountConfig *sandboxToOffer() const;

    std::vector<AccountConfig> m_shown = {};
    QButtonGroup *m_accounts = nullptr;
    QVBoxLayout *m_cards = nullptr;
    MarkedSentence *m_sandbox = nullptr;
    QPushButton *m_useSandbox = nullptr;
    QButtonGroup *m_operations = nullptr;
    ObjectField *m_object = nullptr;
    QWidget *m_otherSide = nullptr;
    ObjectField *m_toObject = nullptr;
};

} // namespace hubwatch::ui
