// BenchBanner: while the stand-in HubSpot is open: where it is, and what it waits for.
#pragma once

#include "snapshot/readiness_state.h"
#include "ui/shell/text_line.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class BenchBanner : public Panel
{
    Q_OBJECT

public:
    explicit BenchBanner(QWidget *parent = nullptr);
    /// Hidden while the stand-in is closed.
    void show(const ServiceReadiness &service);

private:
    TextLine *m_title = nullptr;
    QLabel *m_words = nullptr;
    QLineEdit *m_url = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace hubwatch::ui
