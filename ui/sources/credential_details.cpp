#include "ui/sources/credential_details.h"

#include "ui/credentials/credential_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

AgeBar::AgeBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(sizeHint().height());
}

QSize AgeBar::sizeHint() const
{
    return {200, 16 + fontMetrics().height()};
}

void AgeBar::setRecord(const CredentialRecord &record, TimePoint now)
{
    const auto age = ageOf(record, now);
    m_days = age ? std::optional(double(age->count()) / double(Duration(24h).count())) : std::nullopt;
    m_mark = ageWords(record, now).mark;
    setAccessibleName(ageWords(record, now).word);
    setVisible(m_days.has_value());
    update();
}

void AgeBar::paintEvent(QPaintEvent *)
{
    if (!m_days)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    constexpr double reach = hubspotRotationDays * 1.08;
    const auto x = [&](double days) { return 1 + std::min(days, reach) / reach * (width() - 2); };
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(0, 3, width(), 6), 3, 3);
    painter.setBrush(colorOf(m_mark, theme));
    painter.drawRoundedRect(QRectF(0, 3, std::max(6.0, x(*m_days)), 6), 3, 3);
    for (const int tick : {rotationDays, hubspotRotationDays}) {
        const double at = std::floor(x(tick)) + 0.5;
        painter.setPen(QPen(theme.textDim, 1));
        painter.drawLine(QPointF(at, 0), QPointF(at, 12));
        const QString words = tick == rotationDays ? CredentialDetails::tr("%1 d house rule").arg(tick)
                                                   : CredentialDetails::tr("%1 d HubSpot").arg(tick);
        const double wide = metrics.horizontalAdvance(words) + 2;
        const double left = std::min(at - wide / 2, width() - wide);
        painter.drawText(QRectF(left, 13, wide, metrics.height()), Qt::AlignCenter, words);
    }
}

CredentialDetails::CredentialDetails(QWidget *parent)
    : Panel(parent)
    , m_head(new TextLine(this))
    , m_words(new MarkedSentence(this))
    , m_rotation(new MarkedSentence(this))
    , m_bar(new AgeBar(this))
    , m_advice(new TextLine(this))
    , m_scopes(dialogNote({}, this))
    , m_times(new TextLine(this))
{
    setObjectName(QStringLiteral("credentialDetails"));
    setAccessibleName(tr("The chosen credential"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 12);
    column->setSpacing(7);
    m_head->setObjectName(QStringLiteral("detailsHead"));
    m_words->setObjectName(QStringLiteral("detailsWords"));
    m_rotation->setObjectName(QStringLiteral("detailsRotation"));
    m_scopes->setObjectName(QStringLiteral("detailsScopes"));
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_head, m_words, m_rotation, m_bar, m_advice, m_scopes, m_times})
        column->addWidget(part);
    setCredential(nullptr, {});
}

void CredentialDetails::setCredential(const CredentialState *credential, TimePoint now)
{
    setVisible(credential);
    if (!credential)
        return;
    const CredentialRecord &record = credential->record;
    std::vector<TextRun> head{{record.reference, Tone::Normal, true}};
    if (record.kind != CredentialKind::Unknown)
        head.push_back({kindWord(record.kind), Tone::Dim});
    if (record.portal > 0)
        head.push_back({tr("bound to portal %1").arg(record.portal), Tone::Dim});
    if (record.app > 0)
        head.push_back({tr("app %1").arg(record.app), Tone::Dim});
    if (!record.region.isEmpty())
        head.push_back({record.region, Tone::Dim});
    m_head->setRuns(std::move(head));
    const Mark mark = credential->plaintext ? Mark::Warn : tokenWord(credential->state).mark;
    m_words->setSentence(mark, credential->words);
    m_rotation->setSentence(Mark::Pending, rotationWords(record, now));
    m_bar->setRecord(record, now);
    const QString advice = adviceWords(record, now);
    m_advice->setRuns({{ageWords(record, now).word}, {advice, Tone::Dim}});
    m_advice->setVisible(!advice.isEmpty());
    m_scopes->setText(record.scopesKnown ? tr("Scopes: %1").arg(record.scopes.join(QStringLiteral(", ")))
                                         : tr("Scopes: not told"));
    QStringList times;
    if (record.verifiedAt)
        times << tr("verified %1 ago").arg(ageText(now - *record.verifiedAt));
    if (credential->readAt)
        times << tr("read %1 ago").arg(ageText(now - *credential->readAt));
    m_times->setRuns({{times.join(QStringLiteral(" · ")), Tone::Dim}});
    m_times->setVisible(!times.isEmpty());
}

} // namespace hubwatch::ui
