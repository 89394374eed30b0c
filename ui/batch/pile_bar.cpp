#include "ui/batch/pile_bar.h"

#include "ui/batch/job_words.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr double leastPart = 2;
constexpr std::array barPiles{Pile::Done, Pile::Failed, Pile::Unknown, Pile::Skipped};

void paintGround(QPainter &painter, const QRectF &box, const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath round;
    round.addRoundedRect(box, 3, 3);
    painter.setClipPath(round);
    painter.fillRect(box, theme.dark ? theme.line : theme.raised.darker(104));
}

} // namespace

PileBar::PileBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(12);
}

void PileBar::setPiles(const JobPiles &piles, std::int64_t rows)
{
    if (piles == m_piles && rows == m_rows)
        return;
    m_piles = piles;
    m_rows = rows;
    update();
}

std::vector<PileBar::Part> PileBar::parts() const
{
    std::vector<Part> parts;
    const double all = double(std::max(m_rows, m_piles.all()));
    if (all <= 0)
        return parts;
    double at = 0;
    for (const Pile pile : barPiles) {
        const std::int64_t count = countOf(m_piles, pile);
        if (count <= 0)
            continue;
        const double wide = std::max(double(count) / all * width(), leastPart);
        parts.push_back({.pile = pile, .from = at, .to = at + wide});
        at += wide;
    }
    // What the small ones took too much is taken from the widest.
    const double over = at - width();
    if (over <= 0)
        return parts;
    const auto widest = std::ranges::max_element(parts, {}, [](const Part &part) { return part.to - part.from; });
    widest->to -= over;
    for (auto part = widest + 1; part != parts.end(); ++part) {
        part->from -= over;
        part->to -= over;
    }
    return parts;
}

void PileBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintGround(painter, QRectF(rect()), theme);
    for (const Part &part : parts()) {
        const QRectF box(part.from, 0, part.to - part.from, height());
        const Mark mark = markOf(part.pile);
        if (mark != Mark::Blind) {
            painter.fillRect(box, mark == Mark::None ? theme.textMute : colorOf(mark, theme));
            continue;
        }
        QColor tint = theme.blind;
        tint.setAlphaF(0.35F);
        painter.fillRect(box, tint);
        painter.fillRect(box, blindHatch(theme));
    }
}

FillBar::FillBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(8);
}

void FillBar::setFilled(double share, bool held)
{
    if (share == m_share && held == m_held)
        return;
    m_share = share;
    m_held = held;
    update();
}

void FillBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintGround(painter, QRectF(rect()), theme);
    painter.fillRect(QRectF(0, 0, width() * m_share, height()), m_held ? theme.warn : theme.series[0]);
}

} // namespace hubwatch::ui
