// UnseenBanner: one line that says what cannot be seen at present.
#pragma once

#include <QWidget>

namespace hubwatch::ui {

/// Hidden while everything is seen; always with the hatch and the blind colour.
class UnseenBanner : public QWidget
{
    Q_OBJECT

public:
    explicit UnseenBanner(QWidget *parent = nullptr);

    void setWords(const QString &words);
    QString words() const { return m_words; }

    QSize sizeHint() const override { return {200, 32}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_words = {};
};

} // namespace hubwatch::ui
