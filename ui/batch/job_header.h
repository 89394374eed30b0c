// JobHeader: which job, how far, and its four piles.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/shell/text_line.h"

#include <array>

namespace hubwatch::ui {

class AccountTag;
class PileBar;

class JobHeader : public Panel
{
    Q_OBJECT

public:
    explicit JobHeader(QWidget *parent = nullptr);

    void show(const BatchJob &job, TimePoint now);

private:
    void showPiles(const BatchJob &job);

    TextLine *m_title = nullptr;
    AccountTag *m_account = nullptr;
    TextLine *m_facts = nullptr;
    TextLine *m_left = nullptr;
    PileBar *m_bar = nullptr;
    std::array<TextLine *, 4> m_piles = {};
    TextLine *m_sum = nullptr;
};

} // namespace hubwatch::ui
