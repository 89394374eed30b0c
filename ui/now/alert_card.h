// AlertCard: one loud thing: what is so, since when, who knows of it, what follows, and why.
#pragma once

#include "ui/mark.h"
#include "ui/now/card_texts.h"
#include "ui/shell/text_line.h"

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace hubwatch::ui {

class KeyButton;
class MarkView;

/// Takes another text at any time; one of another key is another card, folded.
class AlertCard : public Panel
{
    Q_OBJECT

public:
    explicit AlertCard(QWidget *parent = nullptr);
    void setText(const CardText &text);
    const CardText &text() const { return m_text; }
    /// Its Acknowledge is the page's main button: of many loud cards only the first.
    void setLeading(bool leading);
    /// Whether a key that is pressed now is for this card.
    void setKeysShown(bool shown);
    /// Does what a key means here; false when it means nothing.
    bool takeKey(const QKeyEvent &event);

signals:
    void opened();
    void acknowledgeWanted();
    void muteWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addButtons(QHBoxLayout &row);
    void showButtons();
    void showFacts();
    void showBelow();

    CardText m_text = {};
    MarkView *m_shape = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_line = nullptr;
    KeyButton *m_acknowledge = nullptr;
    KeyButton *m_open = nullptr;
    QPushButton *m_explain = nullptr;
    QPushButton *m_mute = nullptr;
    QPushButton *m_unfold = nullptr; ///< what it hides
    QWidget *m_fold = nullptr;
    QGridLayout *m_facts = nullptr;
    std::vector<std::pair<QLabel *, QLabel *>> m_rows = {};
    QWidget *m_belowFold = nullptr;
    std::vector<TextLine *> m_below = {};
};

} // namespace hubwatch::ui
