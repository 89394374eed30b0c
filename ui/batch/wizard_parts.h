// Wizard parts: what the steps of a new job have in common.
#pragma once

#include "ui/shell/text_line.h"

#include <QComboBox>
#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

/// A panel with its title, a note at the right of it, and a column for what it holds.
struct WizardPanel {
    Panel *frame = nullptr;
    QHBoxLayout *head = nullptr;
    QVBoxLayout *column = nullptr;
    TextLine *note = nullptr;
};
WizardPanel wizardPanel(const char *name, const QString &title, QWidget *parent);

/// A closed box that the wheel rolls past: pages scroll, and nothing may change under the pointer by that.
class StillBox : public QComboBox
{
    Q_OBJECT

public:
    StillBox(const char *name, const QString &title, QWidget *parent);
    /// By its data; -1 stays where nothing is like it.
    void choose(const QVariant &value);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

/// A button of a few beside each other, of which one is down.
QPushButton *segment(const char *name, const QString &text, QWidget *parent);
/// Asks for a place to write to, without waiting for it.
void askWhere(QWidget *parent, const QString &title, const QString &name, const QString &suffix,
              const std::function<void(const QString &path)> &chosen);
/// Asks for a file to read.
void askWhich(QWidget *parent, const QString &title, const QString &filter,
              const std::function<void(const QString &path)> &chosen);

/// A figure that is read from afar, and what it counts.
class FigureView : public QWidget
{
    Q_OBJECT

public:
    FigureView(const char *name, const QString &label, QWidget *parent);
    void setFigure(const QString &figure, Tone tone = Tone::Normal);
    void setLabel(const QString &label);
    QString figure() const { return m_figure; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_label;
    QString m_figure = QStringLiteral("–");
    Tone m_tone = Tone::Normal;
};

/// "PROD 4242": which account is meant, in its colour and in words.
class AccountTag : public QWidget
{
    Q_OBJECT

public:
    explicit AccountTag(QWidget *parent);
    void setAccount(bool production, const QString &name, std::int64_t portal);
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text = {};
    bool m_production = true;
};

} // namespace hubwatch::ui
