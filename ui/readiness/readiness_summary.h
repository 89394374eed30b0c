// ReadinessSummary: what a service's checklist comes to, in one line, with what can be done about all of it.
#pragma once

#include "snapshot/readiness_state.h"
#include "ui/shell/text_line.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;

namespace hubwatch::ui {

class FigureView;
class KeyButton;
class StillBox;

struct SummaryActions {
    QAction *runAll = nullptr;
    QAction *cancel = nullptr;
    QAction *setBaseline = nullptr;
    QAction *setUp = nullptr;
};

class ReadinessSummary : public Panel
{
    Q_OBJECT

public:
    /// `reports` goes under the Report button.
    ReadinessSummary(const SummaryActions &actions, QMenu *reports, QWidget *parent = nullptr);

    void show(const ReadinessState &state, const ServiceReadiness &service, TimePoint now);
    /// What it says, for tests and screen readers.
    QString text() const;

signals:
    void serviceChosen(const QString &service);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showServices(const ReadinessState &state, const QString &service);

    QLabel *m_figure = nullptr;
    QLabel *m_of = nullptr;
    std::vector<TextLine *> m_counts = {}; ///< one a word that a row can have
    StillBox *m_services = nullptr;
    QLabel *m_service = nullptr;
    QLabel *m_level = nullptr;
    TextLine *m_ready = nullptr;
    TextLine *m_rest = nullptr;
    QPushButton *m_report = nullptr;
    KeyButton *m_run = nullptr;
    KeyButton *m_cancel = nullptr;
    double m_share = -1; ///< of the run; less than 0: none
};

} // namespace hubwatch::ui
