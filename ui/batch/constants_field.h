// ConstantsField: properties that get the same value in every row.
#pragma once

#include "ui/batch/job_draft.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace hubwatch::ui {

class PropertyBox;
class PropertyList;
class TextLine;

class ConstantsField : public QWidget
{
    Q_OBJECT

public:
    /// `list` outlives it.
    ConstantsField(PropertyList *list, QWidget *parent);

    void showDraft(const JobDraft &draft);
    /// Those that name a property.
    std::vector<PropertyConstant> constants() const;

signals:
    void changed();

private:
    struct Line {
        QWidget *whole = nullptr;
        PropertyBox *box = nullptr;
        QLineEdit *value = nullptr;
        TextLine *fault = nullptr;
    };

    Line &addLine();
    void removeLine(QWidget *whole);

    PropertyList *m_list;
    QVBoxLayout *m_column;
    std::vector<Line> m_lines = {};
};

} // namespace hubwatch::ui
