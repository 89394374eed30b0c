// KeyButton: a button that shows the key that does the same.
#pragma once

#include <QPushButton>

namespace hubwatch::ui {

/// The key's cap stands behind the words; a click and the key are the same thing.
class KeyButton : public QPushButton
{
    Q_OBJECT

public:
    KeyButton(const QString &words, const QString &cap, QWidget *parent = nullptr);
    /// Only where the key works now; its room stays, so that nothing moves when it comes and goes.
    void setCapShown(bool shown);
    bool isCapShown() const { return m_capShown; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int capWidth() const;

    QString m_cap;
    bool m_capShown = true;
};

} // namespace hubwatch::ui
