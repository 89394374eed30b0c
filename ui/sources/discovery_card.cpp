#include "ui/sources/discovery_card.h"

#include "ui/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

/// A mark at the height of the first line of the words beside it.
class SentenceMark : public QWidget
{
public:
    SentenceMark(Mark mark, QWidget *parent)
        : QWidget(parent)
        , m_mark(mark)
    {
        setFixedSize(14, 20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(painter, QRectF(1, 5, 10, 10), m_mark, themeOf(this));
    }

private:
    Mark m_mark;
};

} // namespace

DiscoveryCard::DiscoveryCard(const QString &asked, QWidget *parent)
    : Panel(parent)
    , m_asked(asked)
    , m_keep(new QCheckBox(this))
    , m_name(new QLineEdit(this))
    , m_head(new TextLine(this))
{
    setObjectName(QStringLiteral("discovery-") + asked);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    m_keep->setObjectName(QStringLiteral("keepService"));
    m_keep->setAccessibleName(tr("Keep %1").arg(asked));
    m_keep->setToolTip(tr("Keep this service"));
    m_name->setObjectName(QStringLiteral("serviceName"));
    m_name->setAccessibleName(tr("Name of %1").arg(asked));
    m_name->setFixedWidth(200);
    row->addWidget(m_keep);
    row->addWidget(m_name);
    row->addWidget(m_head, 1);
    column->addLayout(row);
    m_sentences = new QVBoxLayout;
    m_sentences->setSpacing(1);
    column->addLayout(m_sentences);
    m_keep->hide();
    m_name->hide();
    m_head->setMark(Mark::NotYet);
    m_head->setRuns({{asked}, {tr("looking…"), Tone::Dim}});
    connect(m_keep, &QCheckBox::toggled, this, &DiscoveryCard::changed);
    connect(m_name, &QLineEdit::textChanged, this, &DiscoveryCard::changed);
}

void DiscoveryCard::setDiscovery(const Discovery &discovery, const QString &name)
{
    m_found = discovery;
    m_answered = true;
    m_keep->setVisible(discovery.usable);
    m_name->setVisible(discovery.usable);
    m_name->setText(name);
    m_keep->setChecked(discovery.usable);
    m_head->setMark(discovery.usable ? std::nullopt : std::optional(Mark::Blind));
    if (discovery.usable)
        m_head->setRuns({{m_asked, Tone::Dim}});
    else
        m_head->setRuns({{m_asked}, {tr("nothing that can be watched"), Tone::Blind}});
    while (QLayoutItem *item = m_sentences->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &sentence : discovery.found)
        addSentence(Mark::Good, sentence);
    for (const QString &sentence : discovery.missing)
        addSentence(discovery.usable ? Mark::Warn : Mark::None, sentence);
    emit changed();
}

void DiscoveryCard::addSentence(Mark mark, const QString &sentence)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(24, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new SentenceMark(mark, line), 0, Qt::AlignTop);
    auto *words = new QLabel(sentence, line);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setProperty("tone", mark == Mark::Good ? QStringLiteral("normal") : QStringLiteral("dim"));
    row->addWidget(words, 1);
    m_sentences->addWidget(line);
}

bool DiscoveryCard::kept() const
{
    return m_answered && m_found.usable && m_keep->isChecked();
}

ServiceConfig DiscoveryCard::service() const
{
    ServiceConfig service = m_found.proposal;
    service.name = m_name->text().trimmed();
    return service;
}

} // namespace hubwatch::ui
