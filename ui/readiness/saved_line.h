// SavedLine: where a report was written to, with the ways to it.
#pragma once

#include "ui/shell/text_line.h"

class QPushButton;

namespace hubwatch::ui {

class SavedLine : public Panel
{
    Q_OBJECT

public:
    explicit SavedLine(QWidget *parent = nullptr);
    void show(const QString &path);
    QString path() const { return m_path; }

private:
    TextLine *m_words = nullptr;
    QString m_path = {};
};

} // namespace hubwatch::ui
