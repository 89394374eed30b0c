// NotesCard: a title with a state, some lines, and one action: the heartbeat, the peers.
#pragma once

#include "ui/credentials/credential_words.h"
#include "ui/shell/text_line.h"

class QAction;
class QHBoxLayout;
class QLabel;

namespace hubwatch::ui {

class NotesCard : public Panel
{
    Q_OBJECT

public:
    NotesCard(const char *name, const QString &title, QWidget *parent = nullptr);

    void setState(const MarkedWord &word, const QString &lines);
    void addAction(QAction *action);

private:
    QString m_name;
    TextLine *m_title = nullptr;
    QLabel *m_lines = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace hubwatch::ui
