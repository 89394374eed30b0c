#include "ui/now/alert_card.h"

#include "ui/now/key_button.h"
#include "ui/shell/mark_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace hubwatch::ui {

namespace {

/// Beside a title that stands alone, else below the words: what is done about the alert comes first.
void placeFold(QLayout &column, QPushButton *fold, bool alone)
{
    auto *row = qobject_cast<QBoxLayout *>(column.itemAt(alone ? 0 : 2)->layout());
    if (row && row->indexOf(fold) < 0)
        row->insertWidget(alone ? row->count() : 0, fold);
}

} // namespace

AlertCard::AlertCard(QWidget *parent)
    : Panel(parent)
    , m_shape(new MarkView(18, this))
    , m_title(new QLabel(this))
    , m_line(new QLabel(this))
    , m_fold(new QWidget(this))
    , m_belowFold(new QWidget(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 11, 14, 11);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_shape);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.1);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_line->setObjectName(QStringLiteral("cardLine"));
    m_line->setWordWrap(true);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setProperty("tone", QStringLiteral("dim"));
    m_line->setFocusPolicy(Qt::NoFocus);
    words->addWidget(m_title);
    words->addWidget(m_line);
    row->addLayout(words, 1);
    addButtons(*row);
    column->addLayout(row);

    m_facts = new QGridLayout(m_fold);
    m_facts->setContentsMargins(28, 6, 0, 2);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(4);
    m_facts->setColumnStretch(1, 1);
    m_fold->setObjectName(QStringLiteral("explanation"));
    m_fold->hide();
    column->addWidget(m_fold);
    auto *under = new QHBoxLayout;
    under->setContentsMargins(18, 0, 0, 0);
    under->addWidget(m_unfold);
    under->addStretch(1);
    column->addLayout(under);
    auto *below = new QVBoxLayout(m_belowFold);
    below->setContentsMargins(28, 0, 0, 0);
    below->setSpacing(5);
    m_belowFold->setObjectName(QStringLiteral("belowFold"));
    m_belowFold->hide();
    column->addWidget(m_belowFold);
}

void AlertCard::addButtons(QHBoxLayout &row)
{
    const auto add = [&](const char *name, const QString &words, const QString &cap, const QString &tip) {
        auto *button = new KeyButton(words, cap, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        row.addWidget(button);
        return button;
    };
    m_acknowledge = add("acknowledgeButton", tr("Acknowledge"), QStringLiteral("A"),
                        tr("Take it on: it stays here, and nobody else is called (A)"));
    m_open = add("openButton", tr("Open"), QStringLiteral("↵"), QString());
    m_explain = add("explainButton", tr("Explain"), {}, tr("Why it stands as it does (X)"));
    m_explain->setCheckable(true);
    m_mute = add("muteButton", tr("Mute…"), {}, tr("Tell nobody of it for a time (M)"));
    m_unfold = new QPushButton(this);
    m_unfold->setObjectName(QStringLiteral("unfoldButton"));
    m_unfold->setToolTip(tr("Show or hide them (Right, Left)"));
    m_unfold->setProperty("quiet", true);
    m_unfold->setCheckable(true);
    connect(m_acknowledge, &QPushButton::clicked, this, &AlertCard::acknowledgeWanted);
    connect(m_open, &QPushButton::clicked, this, &AlertCard::opened);
    connect(m_mute, &QPushButton::clicked, this, &AlertCard::muteWanted);
    connect(m_explain, &QPushButton::toggled, this, [this](bool open) {
        m_explain->setText(open ? tr("Fold") : tr("Explain"));
        showFacts();
        m_fold->setVisible(open);
    });
    connect(m_unfold, &QPushButton::toggled, this, [this](bool open) {
        showButtons();
        showBelow();
        m_belowFold->setVisible(open);
    });
}

void AlertCard::setText(const CardText &text)
{
    if (text == m_text)
        return;
    const bool another = m_text.key != text.key;
    const bool moved = m_text.mark != text.mark || m_text.quiet != text.quiet;
    m_text = text;
    if (another) {
        m_explain->setChecked(text.unfolded);
        m_unfold->setChecked(false);
    }
    if (another || moved) {
        m_shape->setMark(text.mark);
        setEdge(text.mark, text.quiet);
    }
    // Dressing a label anew costs more than filling it.
    if (const QString tone = text.quiet ? QStringLiteral("dim") : QString();
        tone != m_title->property("tone").toString()) {
        QFont weight = m_title->font();
        weight.setWeight(text.quiet ? QFont::Normal : QFont::DemiBold);
        m_title->setFont(weight);
        m_title->setProperty("tone", tone);
        m_title->style()->unpolish(m_title);
        m_title->style()->polish(m_title);
    }
    m_title->setText(text.title);
    m_line->setText(text.line);
    m_line->setVisible(!text.line.isEmpty());
    placeFold(*layout(), m_unfold, text.line.isEmpty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.line);
    showButtons();
    if (m_explain->isChecked())
        showFacts();
    if (m_unfold->isChecked())
        showBelow();
}

void AlertCard::showButtons()
{
    const auto name
        = [this](QPushButton *button, const QString &words) { button->setAccessibleName(words.arg(m_text.title)); };
    m_acknowledge->setVisible(!m_text.toTakeOn.empty());
    m_open->setVisible(m_text.incident > 0 || !m_text.signal.isEmpty());
    m_open->setToolTip(m_text.incident > 0 ? tr("Incident #%1 (Enter)").arg(m_text.incident)
                                           : tr("Its charts (Enter)"));
    m_explain->setVisible(!m_text.facts.empty());
    m_mute->setVisible(!m_text.alerts.empty());
    m_unfold->setVisible(!m_text.foldWord.isEmpty());
    m_unfold->setText((m_unfold->isChecked() ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) + m_text.foldWord);
    name(m_acknowledge, tr("Acknowledge: %1"));
    name(m_open, m_text.incident > 0 ? tr("Open the incident: %1") : tr("Open the charts: %1"));
    name(m_explain, tr("Explain: %1"));
    name(m_mute, tr("Mute: %1"));
    name(m_unfold, m_text.foldWord + QStringLiteral(": %1"));
}

void AlertCard::setLeading(bool leading)
{
    if (m_acknowledge->property("primary").toBool() == leading)
        return;
    m_acknowledge->setProperty("primary", leading);
    m_acknowledge->style()->unpolish(m_acknowledge);
    m_acknowledge->style()->polish(m_acknowledge);
}

/// The alerts under their cause, one a line.
void AlertCard::showBelow()
{
    while (m_below.size() < m_text.below.size()) {
        auto *line = new TextLine(m_belowFold);
        m_belowFold->layout()->addWidget(line);
        m_below.push_back(line);
    }
    for (size_t i = 0; i < m_below.size(); ++i) {
        const bool used = i < m_text.below.size();
        m_below[i]->setVisible(used);
        if (used) {
            m_below[i]->setMark(m_text.below[i].first);
            m_below[i]->setRuns({{m_text.below[i].second, Tone::Dim}});
        }
    }
}

void AlertCard::showFacts()
{
    while (m_rows.size() < m_text.facts.size()) {
        auto *name = new QLabel(m_fold);
        name->setProperty("tone", QStringLiteral("dim"));
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        auto *value = new QLabel(m_fold);
        value->setWordWrap(true);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setFocusPolicy(Qt::NoFocus);
        m_facts->addWidget(name, int(m_rows.size()), 0);
        m_facts->addWidget(value, int(m_rows.size()), 1);
        m_rows.emplace_back(name, value);
    }
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < m_text.facts.size();
        m_rows[i].first->setVisible(used);
        m_rows[i].second->setVisible(used);
        if (used) {
            m_rows[i].first->setText(m_text.facts[i].name);
            m_rows[i].second->setText(m_text.facts[i].value);
            QFont weight = font();
            weight.setWeight(m_text.facts[i].heading ? QFont::DemiBold : QFont::Normal);
            m_rows[i].second->setFont(weight);
            const int above = m_text.facts[i].heading && i > 0 ? 8 : 0;
            m_rows[i].first->setContentsMargins(0, above, 0, 0);
            m_rows[i].second->setContentsMargins(0, above, 0, 0);
        }
    }
}

void AlertCard::setKeysShown(bool shown)
{
    m_acknowledge->setCapShown(shown);
    m_open->setCapShown(shown);
}

bool AlertCard::takeKey(const QKeyEvent &event)
{
    // Only plain keys: Ctrl+A is not a wish to take anything on.
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const auto pressed = [&](Qt::Key key, const QPushButton *button) {
        return plain && event.key() == key && !button->isHidden() && button->isEnabled();
    };
    if (pressed(Qt::Key_Return, m_open) || pressed(Qt::Key_Enter, m_open))
        emit opened();
    else if (pressed(Qt::Key_A, m_acknowledge))
        emit acknowledgeWanted();
    else if (pressed(Qt::Key_M, m_mute))
        emit muteWanted();
    else if (pressed(Qt::Key_X, m_explain))
        m_explain->toggle();
    else if (pressed(Qt::Key_Right, m_unfold))
        m_unfold->setChecked(true);
    else if (pressed(Qt::Key_Left, m_unfold))
        m_unfold->setChecked(false);
    else
        return false;
    return true;
}

void AlertCard::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(*event))
        Panel::keyPressEvent(event);
}

} // namespace hubwatch::ui
