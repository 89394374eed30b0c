// MarkedSentence: a mark, and words beside it that may take several lines.
#pragma once

#include "ui/credentials/credential_words.h"

#include <QWidget>

class QLabel;

namespace hubwatch::ui {

/// Hidden while it has nothing to say. The words can be selected, for mails to HubSpot's support.
class MarkedSentence : public QWidget
{
    Q_OBJECT

public:
    explicit MarkedSentence(QWidget *parent = nullptr);

    void setSentence(const MarkedWord &sentence);
    void setSentence(Mark mark, const QString &words) { setSentence({mark, words}); }
    const MarkedWord &sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_words = nullptr;
    MarkedWord m_sentence = {};
};

} // namespace hubwatch::ui
