#include "ui/shell/verdict_strip.h"

#include "ui/shell/icons.h"
#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace hubwatch::ui {

namespace {

constexpr int chipPadding = 11;
constexpr int chipMark = 11;
constexpr int chipGap = 8;

QFont chipWordFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

/// The theme's picture on a quiet square.
class ThemeButton : public QAbstractButton
{
public:
    explicit ThemeButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setFixedSize(28, 28);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(VerdictStrip::tr("Light or dark"));
        setToolTip(VerdictStrip::tr("Light or dark (Ctrl+Shift+L)"));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        painter.drawPixmap(
            QRect(5, 5, 18, 18),
            iconPixmap(QStringLiteral("theme"), underMouse() ? theme.text : theme.textDim, 18, devicePixelRatioF()));
        if (showsFocus(this)) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
    }
};

QString demoWords()
{
    return VerdictStrip::tr("DEMO: simulated services");
}

} // namespace

/// "Search or run [Ctrl K]": a quiet button that looks like the words it says.
class SearchButton : public QAbstractButton
{
public:
    explicit SearchButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(VerdictStrip::tr("Search or run"));
        setAccessibleName(text());
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
    }

    int shortWidth() const { return fontMetrics().horizontalAdvance(key()) + 16; }
    int fullWidth() const { return shortWidth() + fontMetrics().horizontalAdvance(text()) + 10; }
    QSize sizeHint() const override { return {m_short ? shortWidth() : fullWidth(), 26}; }

    /// Only the key, where the verdicts need the room.
    void setShort(bool on)
    {
        if (on == m_short)
            return;
        m_short = on;
        setToolTip(on ? text() : QString());
        updateGeometry();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        painter.setPen(underMouse() || showsFocus(this) ? theme.text : theme.textDim);
        if (!m_short)
            painter.drawText(rect().adjusted(4, 0, 0, 0), Qt::AlignVCenter, text());
        const int wide = fontMetrics().horizontalAdvance(key()) + 10;
        const QRectF cap(width() - wide - 2.5, (height() - 18) / 2 + 0.5, wide, 18);
        painter.setPen(theme.line);
        painter.drawRoundedRect(cap, 3, 3);
        painter.setPen(theme.textDim);
        painter.drawText(cap, Qt::AlignCenter, key());
        if (showsFocus(this)) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
    }

private:
    static QString key() { return QStringLiteral("Ctrl K"); }

    bool m_short = false;
};

VerdictChip::VerdictChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void VerdictChip::setVerdict(const Verdict &verdict)
{
    if (verdict == m_verdict)
        return;
    m_verdict = verdict;
    setObjectName(QStringLiteral("chip-") + verdict.id);
    setText(verdict.word);
    setAccessibleName(QStringLiteral("%1: %2").arg(verdict.word, verdict.evidence));
    setAccessibleDescription(verdict.details);
    setToolTip(verdict.details.isEmpty() ? accessibleName() : verdict.details);
    updateGeometry();
    update();
}

int VerdictChip::wordEnd() const
{
    return chipPadding + chipMark + chipGap + QFontMetrics(chipWordFont(font())).horizontalAdvance(m_verdict.word);
}

int VerdictChip::widthWith(const QString &evidence) const
{
    const int words = fontMetrics().horizontalAdvance(evidence);
    return wordEnd() + (words > 0 ? chipGap + words : 0) + chipPadding + 1;
}

QSize VerdictChip::sizeHint() const
{
    return {widthWith(m_verdict.evidence), 28};
}

int VerdictChip::briefWidth() const
{
    const int wanted = widthWith(m_verdict.evidence);
    return m_verdict.brief.isEmpty() ? wanted : std::min(wanted, widthWith(m_verdict.brief));
}

QString VerdictChip::shownEvidence() const
{
    const int room = evidenceRoom();
    const auto fits = [&](const QString &words) { return fontMetrics().horizontalAdvance(words) <= room; };
    if (room <= 16 || fits(m_verdict.evidence))
        return room <= 16 ? QString() : m_verdict.evidence;
    const QString &words = m_verdict.brief.isEmpty() ? m_verdict.evidence : m_verdict.brief;
    return fontMetrics().elidedText(words, Qt::ElideRight, room);
}

int VerdictChip::evidenceRoom() const
{
    return width() - wordEnd() - chipGap - chipPadding + 2;
}

int VerdictChip::shortWidth() const
{
    return wordEnd() + chipPadding + 1;
}

QSize VerdictChip::minimumSizeHint() const
{
    return {shortWidth(), 28};
}

void VerdictChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool blind = m_verdict.mark == Mark::Blind;
    painter.setPen(blind ? theme.blind : (underMouse() ? theme.textMute : theme.line));
    painter.setBrush(theme.dark ? theme.window : theme.raised);
    painter.drawRoundedRect(frame, 5, 5);
    paintMark(painter, QRectF(chipPadding, (height() - chipMark) / 2.0, chipMark, chipMark), m_verdict.mark, theme);

    painter.setFont(chipWordFont(font()));
    painter.setPen(colorOf(toneOf(m_verdict.mark), theme));
    painter.drawText(QRect(chipPadding + chipMark + chipGap, 0, width(), height()), Qt::AlignVCenter, m_verdict.word);
    painter.setFont(font());
    painter.setPen(theme.dark ? theme.textDim : theme.text);
    painter.drawText(QRect(wordEnd() + chipGap, 0, evidenceRoom(), height()), Qt::AlignVCenter, shownEvidence());
    if (showsFocus(this)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
}

VerdictStrip::VerdictStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("verdictStrip"));
    setAccessibleName(tr("Verdicts"));
    setFixedHeight(46);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 12, 0);
    row->setSpacing(8);
    m_demo = new QLabel(demoWords(), this);
    m_demo->setObjectName(QStringLiteral("demoMark"));
    m_demo->setAccessibleName(demoWords());
    m_demo->setToolTip(tr("Nothing here is real: Hubwatch itself plays the services and their weather."));
    m_demo->hide();
    row->addWidget(m_demo, 0, Qt::AlignVCenter);
    for (int i = 0; i < 6; ++i) {
        auto *chip = new VerdictChip(this);
        connect(chip, &QAbstractButton::clicked, this, [this, chip] { emit opened(chip->verdict()); });
        m_chips.push_back(chip);
        row->addWidget(chip);
    }
    row->addStretch(1);
    m_search = new SearchButton(this);
    m_search->setObjectName(QStringLiteral("searchButton"));
    connect(m_search, &QAbstractButton::clicked, this, &VerdictStrip::paletteWanted);
    row->addWidget(m_search);
    auto *theme = new ThemeButton(this);
    theme->setObjectName(QStringLiteral("themeButton"));
    connect(theme, &QAbstractButton::clicked, this, &VerdictStrip::themeToggled);
    row->addWidget(theme);
}

void VerdictStrip::setVerdicts(const std::vector<Verdict> &verdicts)
{
    for (size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setVisible(i < verdicts.size());
        if (i < verdicts.size())
            m_chips[i]->setVerdict(verdicts[i]);
    }
    shareRoom();
}

std::vector<int> chipWidths(const std::vector<Mark> &marks, const std::vector<int> &wanted,
                            const std::vector<int> &brief, const std::vector<int> &least, int room)
{
    std::vector<int> widths = wanted;
    int over = std::accumulate(widths.begin(), widths.end(), 0) - room;
    const auto giveUp = [&](auto quiet) {
        for (size_t i = widths.size(); i > 0 && over > 0; --i) {
            if (!quiet(marks[i - 1]))
                continue;
            over -= widths[i - 1] - least[i - 1];
            widths[i - 1] = least[i - 1];
        }
    };
    giveUp([](Mark mark) { return mark == Mark::Good; });
    giveUp([](Mark mark) { return mark == Mark::None || mark == Mark::NotYet; });
    while (over > 0) {
        const auto saving = [&](size_t i) { return widths[i] - std::max(brief[i], least[i]); };
        size_t most = 0;
        for (size_t i = 1; i < widths.size(); ++i)
            most = saving(i) > saving(most) ? i : most;
        if (saving(most) <= 0)
            break;
        over -= saving(most);
        widths[most] = std::max(brief[most], least[most]);
    }
    // The longest words give way, a step at a time, until all fit.
    while (over > 0) {
        size_t longest = 0;
        for (size_t i = 1; i < widths.size(); ++i) {
            if (widths[i] - least[i] > widths[longest] - least[longest])
                longest = i;
        }
        if (widths[longest] <= least[longest])
            break;
        const int step = std::min({over, 8, widths[longest] - least[longest]});
        widths[longest] -= step;
        over -= step;
    }
    // Giving up goes by whole chips: what is spare after it shows the words of those that fit.
    for (const std::vector<int> *longer : {&brief, &wanted}) {
        for (size_t i = 0; i < widths.size(); ++i) {
            const int missing = (*longer)[i] - widths[i];
            if (missing > 0 && over + missing <= 0) {
                widths[i] = (*longer)[i];
                over += missing;
            }
        }
    }
    return widths;
}

void VerdictStrip::shareRoom()
{
    std::vector<Mark> marks;
    std::vector<int> wanted;
    std::vector<int> brief;
    std::vector<int> least;
    for (const VerdictChip *chip : m_chips) {
        if (chip->isHidden())
            continue;
        marks.push_back(chip->verdict().mark);
        wanted.push_back(chip->sizeHint().width());
        brief.push_back(chip->briefWidth());
        least.push_back(chip->shortWidth());
    }
    const int all = std::accumulate(wanted.begin(), wanted.end(), 0);
    const QMargins margins = layout()->contentsMargins();
    const int gap = layout()->spacing();
    int room = width() - margins.left() - margins.right() - 28 - gap * (int(wanted.size()) + 2);
    if (!m_demo->isHidden()) {
        // The evidence of the chips needs the room more; the title bar and the tool tip say the rest.
        m_demo->setText(all + m_demo->fontMetrics().horizontalAdvance(demoWords()) > room - m_search->fullWidth()
                            ? QStringLiteral("DEMO")
                            : demoWords());
        room -= m_demo->sizeHint().width() + gap;
    }
    const bool tight = all > room - m_search->fullWidth();
    m_search->setShort(tight);
    room -= tight ? m_search->shortWidth() : m_search->fullWidth();
    const std::vector<int> widths = chipWidths(marks, wanted, brief, least, room);
    size_t at = 0;
    for (VerdictChip *chip : m_chips) {
        if (!chip->isHidden())
            chip->setFixedWidth(widths[at++]);
    }
}

void VerdictStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

void VerdictStrip::setDemo(bool demo)
{
    m_demo->setVisible(demo);
    shareRoom();
}

void VerdictStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

} // namespace hubwatch::ui
