// MappingStep: which column becomes which property, and which one names the record.
#pragma once

#include "ui/batch/mapping_words.h"
#include "ui/batch/wizard_step.h"

class QLabel;
class QPushButton;

namespace hubwatch::ui {

class ConstantsField;
class KeyField;
class MappingTable;
class MarkedSentence;
class PropertyList;
class PropertyPicker;
class SavedMappings;
class StillBox;
class TextLine;
struct WizardPanel;

class MappingStep : public WizardStep
{
    Q_OBJECT

public:
    MappingStep(Console &console, JobDraft &draft, QWidget *parent = nullptr);

    void enter() override;
    QString lack() const override;
    bool isWorking() const override { return m_asked != 0; }
    bool hasFailed() const override { return !m_problem.isEmpty(); }

private:
    WizardPanel makeKey();
    WizardPanel makeColumns();
    QWidget *makeSide();
    void askDefinitions(bool fresh);
    void takeDefinitions(const DefinitionsAnswer &answer);
    /// The definitions are those of the account's object.
    bool fits() const;
    void propose();
    void loadSaved(const SavedMapping &saved);
    void map(const QString &column, const QString &property);
    /// What was chosen changed: judges it again and tells the wizard.
    void edited();
    void showAll();
    void weigh();
    void showAge();

    std::uint64_t m_asked = 0;
    QString m_problem = {}; ///< why there are no definitions
    std::vector<MappingProposal> m_proposals = {};
    QStringList m_faults = {};

    PropertyList *m_writable = nullptr;
    KeyField *m_key = nullptr;
    TextLine *m_age = nullptr;
    QPushButton *m_refresh = nullptr;
    MarkedSentence *m_trouble = nullptr;
    QWidget *m_columnsPanel = nullptr;
    MappingTable *m_table = nullptr;
    QLabel *m_nothing = nullptr;
    StillBox *m_empty = nullptr;
    QWidget *m_emptyRow = nullptr;
    PropertyPicker *m_picker = nullptr;
    MarkedSentence *m_faultWords = nullptr;
    QWidget *m_constantsPanel = nullptr;
    ConstantsField *m_constants = nullptr;
    SavedMappings *m_saved = nullptr;
};

} // namespace hubwatch::ui
