#include "ui/now/alert_card.h"

#include "ui/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

/// The mark alone, in the middle of its place.
class ShapeMark : public QWidget
{
public:
    explicit ShapeMark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(18, 18);
    }

    void setMark(Mark mark)
    {
        m_mark = mark;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(painter, QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), m_mark, themeOf(this));
    }

private:
    Mark m_mark = Mark::Bad;
};

} // namespace

AlertCard::AlertCard(QWidget *parent)
    : Panel(parent)
    , m_shape(new ShapeMark(this))
    , m_title(new QLabel(this))
    , m_line(new QLabel(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_explain(new QPushButton(tr("Explain"), this))
    , m_fold(new QWidget(this))
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
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setFocusPolicy(Qt::NoFocus);
    words->addWidget(m_title);
    words->addWidget(m_line);
    row->addLayout(words, 1);
    m_open->setObjectName(QStringLiteral("openButton"));
    m_open->setToolTip(tr("Its charts (Enter)"));
    m_explain->setObjectName(QStringLiteral("explainButton"));
    m_explain->setCheckable(true);
    m_explain->setToolTip(tr("Why it stands as it does (X)"));
    row->addWidget(m_open);
    row->addWidget(m_explain);
    column->addLayout(row);

    m_facts = new QGridLayout(m_fold);
    m_facts->setContentsMargins(28, 6, 0, 2);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(4);
    m_facts->setColumnStretch(1, 1);
    m_fold->setObjectName(QStringLiteral("explanation"));
    m_fold->hide();
    column->addWidget(m_fold);
    connect(m_open, &QPushButton::clicked, this, &AlertCard::opened);
    connect(m_explain, &QPushButton::toggled, this, [this](bool open) {
        m_explain->setText(open ? tr("Fold") : tr("Explain"));
        showFacts();
        m_fold->setVisible(open);
    });
}

void AlertCard::setText(const CardText &text)
{
    if (text == m_text)
        return;
    const bool first = m_text.key.isEmpty();
    m_text = text;
    static_cast<ShapeMark *>(m_shape)->setMark(text.mark);
    setEdge(text.mark);
    m_title->setText(text.title);
    m_line->setText(text.line);
    m_line->setVisible(!text.line.isEmpty());
    m_open->setVisible(!text.signal.isEmpty());
    m_explain->setVisible(!text.facts.empty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.line);
    m_open->setAccessibleName(tr("Open the charts: %1").arg(text.title));
    m_explain->setAccessibleName(tr("Explain: %1").arg(text.title));
    if (m_explain->isChecked())
        showFacts();
    else if (first && text.unfolded)
        m_explain->setChecked(true);
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

void AlertCard::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_text.signal.isEmpty())
        emit opened();
    else if (event->key() == Qt::Key_X && !m_text.facts.empty())
        m_explain->toggle();
    else
        Panel::keyPressEvent(event);
}

} // namespace hubwatch::ui
