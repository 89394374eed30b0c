// WallView: the state of everything for a screen on the wall (F11), read from across a room.
#pragma once

#include "snapshot/console.h"
#include "ui/now/card_texts.h"
#include "ui/shell/console_verdict.h"

#include <QWidget>

class QTimer;

namespace hubwatch::ui {

/// What the wall shows, ready to be drawn.
struct WallText {
    struct Service {
        QString name = {};
        Mark mark = Mark::NotYet;
        QString word = {};
        QString figure = {}; ///< the one it is worst in: "error rate 7.2 %"

        bool operator==(const Service &) const = default;
    };

    std::vector<Verdict> verdicts = {};
    std::vector<CardText> cards = {};
    size_t more = 0; ///< groups that have no room among the cards
    std::vector<Service> services = {};
    DeliveryWords told = {}; ///< whether people are told
    QString foot = {};       ///< "prod 4242 · last poll 3 s ago"
    std::optional<TimePoint> blindSince = {};

    bool operator==(const WallText &) const = default;
};

WallText wallText(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince);

/// A window of its own over a whole screen, without a cursor; Esc and F11 leave it, Left and Right take it to another
/// screen, which is remembered.
class WallView : public QWidget
{
    Q_OBJECT

public:
    explicit WallView(QWidget *owner);

    void showText(const WallText &text);
    /// On the screen it was on the last time, if that is there.
    void present();

signals:
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void moveTo(int step);

    WallText m_text = {};
};

} // namespace hubwatch::ui
