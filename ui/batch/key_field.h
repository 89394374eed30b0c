// KeyField: which column names the record, and what its cells hold; of an association, both sides.
#pragma once

#include "ui/batch/job_draft.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSpinBox;

namespace hubwatch::ui {

class StillBox;
class TextLine;

class KeyField : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent);

    void showDraft(const JobDraft &draft);
    void writeTo(JobDraft &draft) const;

signals:
    void changed();

private:
    void fillHolds(const JobDraft &draft);
    void showSamples(const JobDraft &draft);

    QLabel *m_none = nullptr; ///< in place of all of it, where rows need no key
    QWidget *m_key = nullptr;
    StillBox *m_column = nullptr;
    StillBox *m_holds = nullptr;
    TextLine *m_samples = nullptr;
    QWidget *m_other = nullptr;
    QLabel *m_otherWord = nullptr;
    StillBox *m_toColumn = nullptr;
    StillBox *m_category = nullptr;
    QSpinBox *m_typeId = nullptr;
};

/// What an operation may know its records by: HubSpot's id ("") and unique properties.
std::vector<std::pair<QString, QString>> keyChoices(const JobDraft &draft); ///< property, words

} // namespace hubwatch::ui
