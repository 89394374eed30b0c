// PreviewTable: the first rows of a file, as they were read.
#pragma once

#include "snapshot/batch_commands.h"

#include <QTableWidget>

namespace hubwatch::ui {

class PreviewTable : public QTableWidget
{
    Q_OBJECT

public:
    PreviewTable(const char *name, const QString &title, QWidget *parent);
    void setLook(const CsvLook &look);
};

} // namespace hubwatch::ui
