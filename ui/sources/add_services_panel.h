// AddServicesPanel: paste addresses, look, keep. The first run's page and the inside of "Add services…".
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class DiscoveryCard;

/// Asks Console::discover() for each address and saves the workspace with the services that are kept.
class AddServicesPanel : public QWidget
{
    Q_OBJECT

public:
    enum class Place { FirstRun, Dialog };

    AddServicesPanel(Console &console, Place place, QWidget *parent = nullptr);

signals:
    /// The workspace with the new services was written.
    void added();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addIntroduction(QVBoxLayout *column);
    void look();
    void showDiscovery(const Discovery &discovery);
    void keep();
    void showSaved(const QString &problem);
    void weigh();
    std::vector<ServiceConfig> keptServices() const;

    Console &m_console;
    QPlainTextEdit *m_paste = nullptr;
    QPushButton *m_look = nullptr;
    QLabel *m_problem = nullptr;
    QVBoxLayout *m_results = nullptr;
    QPushButton *m_keep = nullptr;
    std::vector<DiscoveryCard *> m_cards = {};
    bool m_saving = false;
};

} // namespace hubwatch::ui
