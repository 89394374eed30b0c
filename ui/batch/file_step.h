// FileStep: which file the rows come from, and how it is to be read; or a search instead.
#pragma once

#include "ui/batch/wizard_step.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class PreviewTable;
class SearchField;
class StillBox;
class TextLine;
struct WizardPanel;

/// Files may be dropped anywhere on it.
class FileStep : public WizardStep
{
    Q_OBJECT

public:
    FileStep(Console &console, JobDraft &draft, QWidget *parent = nullptr);

    void enter() override;
    QString lack() const override;
    bool isWorking() const override { return m_waiting; }
    bool hasFailed() const override { return !m_draft.searches && !m_draft.look.problem.isEmpty(); }
    void openFile(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeFile();
    QWidget *makeFormat();
    WizardPanel makePreview();
    void chooseFile();
    void choose(bool search);
    void correctFormat();
    void look();
    void takeLook(const LookAnswer &answer);
    void showAll();
    void showLook();

    QPushButton *m_asFile = nullptr;
    QPushButton *m_asSearch = nullptr;
    TextLine *m_wanted = nullptr;
    QWidget *m_file = nullptr;
    QLineEdit *m_path = nullptr;
    StillBox *m_encoding = nullptr;
    StillBox *m_delimiter = nullptr;
    QPushButton *m_asFound = nullptr;
    TextLine *m_facts = nullptr;
    MarkedSentence *m_problem = nullptr;
    SearchField *m_search = nullptr;
    QWidget *m_previewPanel = nullptr;
    TextLine *m_previewNote = nullptr;
    PreviewTable *m_preview = nullptr;
    QLabel *m_empty = nullptr;
    CsvFormat m_found = {}; ///< as the file was first told
    bool m_waiting = false;
};

} // namespace hubwatch::ui
