// MappingTable: a line for each column of the file: its cells, its property, and what is so with it.
#pragma once

#include "ui/batch/mapping_words.h"

#include <QScrollArea>

class QGridLayout;

namespace hubwatch::ui {

class PropertyBox;
class PropertyList;
class TextLine;

class MappingTable : public QScrollArea
{
    Q_OBJECT

public:
    /// `list` outlives it.
    MappingTable(PropertyList *list, QWidget *parent);

    void setColumns(const JobDraft &draft);
    /// What stands beside the columns, after a change.
    void weigh(const JobDraft &draft, std::span<const MappingProposal> proposals);

signals:
    void mapped(const QString &column, const QString &property);

private:
    struct Line {
        QString column = {};
        TextLine *title = nullptr;
        TextLine *samples = nullptr;
        PropertyBox *box = nullptr;
        TextLine *verdict = nullptr;
    };

    void addLine(const QString &column);
    void clearLines();

    PropertyList *m_list;
    QWidget *m_body;
    QGridLayout *m_grid;
    std::vector<Line> m_lines = {};
};

} // namespace hubwatch::ui
