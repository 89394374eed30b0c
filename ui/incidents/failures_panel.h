// FailuresPanel: the newest failed calls with their correlation ids.
#pragma once

#include "hubspot/failed_call.h"
#include "ui/shell/text_line.h"

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class FailuresPanel : public Panel
{
    Q_OBJECT

public:
    /// `copy`: the button that copies them for HubSpot's support.
    explicit FailuresPanel(QPushButton *copy, QWidget *parent = nullptr);

    void setFailures(const std::vector<FailedCall> &failures);

private:
    QWidget *made(const FailedCall &failure);

    std::vector<FailedCall> m_failures = {};
    TextLine *m_note = nullptr;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace hubwatch::ui
