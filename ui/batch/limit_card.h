// LimitCard: what of the account's limit a running job uses, and what holds it.
#pragma once

#include "ui/batch/limit_words.h"
#include "ui/shell/text_line.h"

class QLabel;

namespace hubwatch::ui {

class FigureView;
class FillBar;

class LimitCard : public Panel
{
    Q_OBJECT

public:
    explicit LimitCard(QWidget *parent = nullptr);
    void show(const LimitWords &words);

private:
    LimitWords m_words = {};
    TextLine *m_binds = nullptr;
    FigureView *m_window = nullptr;
    FigureView *m_slots = nullptr;
    FillBar *m_filled = nullptr;
    QLabel *m_sentences = nullptr;
};

} // namespace hubwatch::ui
