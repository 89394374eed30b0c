// RotationStep: one numbered step of the rotation assistant.
#pragma once

#include "ui/shell/text_line.h"

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace hubwatch::ui {

/// Its body shows while it is the step to do.
class RotationStep : public Panel
{
    Q_OBJECT

public:
    enum class State { Ahead, Now, Done };

    RotationStep(int number, const QString &title, QWidget *parent = nullptr);

    void setState(State state, const QString &word = {});
    State state() const { return m_state; }
    QVBoxLayout &body() { return *m_body; }

private:
    QString m_title = {};
    TextLine *m_head = nullptr;
    QWidget *m_inside = nullptr;
    QVBoxLayout *m_body = nullptr;
    State m_state = State::Ahead;
};

} // namespace hubwatch::ui
