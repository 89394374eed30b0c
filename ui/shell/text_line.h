// TextLine and Panel: a line of words in the theme's tones, and the framed ground that things stand on.
#pragma once

#include "ui/mark.h"

#include <QFrame>
#include <optional>
#include <vector>

namespace hubwatch::ui {

/// Whether a widget has the focus and shows it: no ring is drawn before the keyboard was used to move about.
bool showsFocus(const QWidget *widget);

enum class Tone { Normal, Dim, Mute, Good, Warn, Bad, Blind };

Tone toneOf(Mark mark);
QColor colorOf(Tone tone, const Theme &theme);

struct TextRun {
    QString text = {};
    Tone tone = Tone::Normal;
    bool strong = false;

    bool operator==(const TextRun &) const = default;
};

/// One line: an optional mark, then words in their tones; what does not fit is cut with an ellipsis and shown on
/// hovering. Takes its colours from the theme when it paints, so a change of theme needs nothing.
class TextLine : public QWidget
{
    Q_OBJECT

public:
    explicit TextLine(QWidget *parent = nullptr);

    void setRuns(std::vector<TextRun> runs);
    void setMark(std::optional<Mark> mark);
    /// The gap between two runs, in pixels.
    void setGap(int gap);
    void setRightAligned(bool right);
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tellHover();

    std::vector<TextRun> m_runs = {};
    std::optional<Mark> m_mark = {};
    int m_gap = 8;
    bool m_right = false;
};

/// Radius 6, a hairline, and on request a coloured left edge.
class Panel : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(QWidget *parent = nullptr);
    /// A quiet edge is fainter: somebody looks after it.
    void setEdge(std::optional<Mark> edge, bool quiet = false);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Mark> m_edge = {};
    bool m_quietEdge = false;
};

} // namespace hubwatch::ui
