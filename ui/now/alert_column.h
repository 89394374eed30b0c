// AlertColumn: the cards of everything that is wrong, with a filter where they are many.
#pragma once

#include "snapshot/console.h"
#include "ui/now/alert_filter.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class AlertCard;
struct CardText;

/// At most forty cards; the rest is a count. Cards are taken up again for other alerts, since making one costs more
/// than filling it.
class AlertColumn : public QWidget
{
    Q_OBJECT

public:
    static constexpr size_t mostCards = 24;

    explicit AlertColumn(QWidget *parent = nullptr);

    void showSnapshot(const SnapshotPtr &snapshot);
    /// Nothing is wrong, filtered or not.
    bool isQuiet() const { return m_quiet; }
    /// In the order they stand.
    std::vector<AlertCard *> cards() const;
    void startFilter();
    /// A key for the page, and so for the card that leads; false when it means nothing there.
    bool takeKey(QKeyEvent &event);
    /// `here`: a key that is pressed now comes to the page.
    void showKeys(bool here);

signals:
    void opened(const QString &service, const QString &signal);
    void incidentOpened(qint64 incident);
    void acknowledgeWanted(const std::vector<hubwatch::AlertId> &alerts);
    void muteWanted(const std::vector<hubwatch::AlertId> &alerts);
    /// Other cards stand there than before, or in another order.
    void reordered();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeFilter(const QString &text);
    void rebuild();
    void showCards(const std::vector<CardText> &texts);
    void showRest(size_t more, size_t shown);
    AlertCard *spareCard();
    AlertCard *leadingCard() const;
    AlertCard *focusedCard() const;

    SnapshotPtr m_snapshot = {};
    AlertFilter m_filter = {};
    QWidget *m_filterRow = nullptr;
    QLineEdit *m_filterField = nullptr;
    QLabel *m_filterCount = nullptr;
    QLabel *m_filterProblem = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_rest = nullptr;
    std::vector<AlertCard *> m_cards = {}; ///< those shown, in order
    std::vector<AlertCard *> m_spare = {};
    bool m_quiet = true;
    bool m_keysHere = true;
};

} // namespace hubwatch::ui
