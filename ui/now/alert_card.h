// AlertCard: one loud thing: what is so, since when, what follows, and why.
#pragma once

#include "ui/mark.h"
#include "ui/now/alert_words.h"
#include "ui/shell/text_line.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace hubwatch::ui {

/// What a card says. Cards with the same key are the same card at another instant.
struct CardText {
    QString key = {};
    Mark mark = Mark::Bad;
    QString title = {};
    QString line = {};
    std::vector<Fact> facts = {}; ///< unfolded by Explain
    QString service = {};
    QString signal = {};   ///< empty: nothing to open on Charts
    bool unfolded = false; ///< its facts are what it has to say

    bool operator==(const CardText &) const = default;
};

/// Firing and pending alerts, one card for each service and cause.
std::vector<CardText> alertCards(const Snapshot &snapshot);
/// What is wrong with the console itself: workspace, store, network, a store set aside.
std::vector<CardText> troubleCards(const Snapshot &snapshot);

class AlertCard : public Panel
{
    Q_OBJECT

public:
    explicit AlertCard(QWidget *parent = nullptr);
    void setText(const CardText &text);
    const CardText &text() const { return m_text; }

signals:
    void opened();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showFacts();

    CardText m_text = {};
    QWidget *m_shape = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_line = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_explain = nullptr;
    QWidget *m_fold = nullptr;
    QGridLayout *m_facts = nullptr;
    std::vector<std::pair<QLabel *, QLabel *>> m_rows = {};
};

} // namespace hubwatch::ui
