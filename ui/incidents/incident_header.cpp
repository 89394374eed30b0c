#include "ui/incidents/incident_header.h"

#include "ui/incidents/cause_words.h"
#include "ui/incidents/incident_actions.h"
#include "ui/incidents/incident_words.h"
#include "ui/shell/mark_view.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

IncidentHeader::IncidentHeader(const IncidentActions &actions, QWidget *parent)
    : Panel(parent)
    , m_shape(new MarkView(20, this))
    , m_title(new QLabel(this))
    , m_line(new QLabel(this))
    , m_meta(new TextLine(this))
{
    setObjectName(QStringLiteral("incidentHeader"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 9);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_shape);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.2);
    strong.setWeight(QFont::DemiBold);
    m_title->setObjectName(QStringLiteral("incidentTitle"));
    m_title->setFont(strong);
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_line->setObjectName(QStringLiteral("incidentLine"));
    m_line->setTextFormat(Qt::RichText);
    m_line->setWordWrap(true);
    m_line->setProperty("tone", QStringLiteral("dim"));
    words->addWidget(m_title);
    words->addWidget(m_line);
    row->addLayout(words, 1);
    m_acknowledge = partButton(actions.acknowledge, this, true);
    m_handover = partButton(actions.handover, this);
    for (QPushButton *button :
         {m_acknowledge, partButton(actions.note, this), partButton(actions.mute, this), m_handover})
        row->addWidget(button, 0, Qt::AlignVCenter);
    column->addLayout(row);

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(32, 0, 0, 0);
    foot->setSpacing(2);
    m_meta->setObjectName(QStringLiteral("incidentMeta"));
    foot->addWidget(m_meta, 1);
    m_own = partButton(actions.own, this);
    m_close = partButton(actions.close, this);
    m_account = new QPushButton(this);
    m_account->setObjectName(QStringLiteral("incidentAccountButton"));
    m_account->hide();
    connect(m_account, &QPushButton::clicked, this, [this] { emit accountWanted(m_accountName); });
    for (QPushButton *button : {m_account, m_own, partButton(actions.explain, this), m_close}) {
        button->setProperty("quiet", true);
        foot->addWidget(button);
    }
    column->addLayout(foot);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void IncidentHeader::setIncident(const Incident &incident, const Snapshot &snapshot, const TriageAnswer *answer)
{
    m_shape->setMark(markOf(incident));
    const bool over = incident.state == Incident::State::Resolved;
    setEdge(over ? std::nullopt : std::optional(markOf(incident)));
    m_title->setText(incidentTitle(incident, snapshot));
    const QString cause = causeWord(incident.cause.kind);
    const QString evidence = evidenceText(incident, snapshot, answer);
    const QString when = whenText(incident);
    const bool byHand = incident.key.isEmpty() && incident.parts.empty(); // then nobody has judged a cause
    QString line = when.toHtmlEscaped();
    if (!byHand)
        line += tr(" · cause: <b>%1</b>").arg(cause.toHtmlEscaped());
    if (!evidence.isEmpty())
        line += (byHand ? QStringLiteral(" · ") : QStringLiteral(" — ")) + evidence.toHtmlEscaped();
    m_line->setText(line);
    m_line->setAccessibleName(QStringLiteral("%1 · %2 — %3").arg(when, cause, evidence));
    m_line->setToolTip(instantText(incident.openedAt));
    m_meta->setRuns({{metaText(incident), Tone::Dim}});
    m_acknowledge->setVisible(!over);
    m_own->setVisible(!over);
    const bool ofAccount = incident.cause.kind == Cause::Kind::Token || incident.cause.kind == Cause::Kind::Quota;
    const auto &accounts = snapshot.alerting.facts.accounts;
    const bool known = std::ranges::any_of(
        accounts, [&](const CauseFacts::Account &account) { return account.name == incident.cause.scope; });
    m_accountName = ofAccount && known ? incident.cause.scope : QString();
    m_account->setVisible(!m_accountName.isEmpty());
    m_account->setText(tr("Account %1").arg(m_accountName));
    m_account->setToolTip(tr("Its token, quota and limits, on Sources"));
    m_close->setVisible(!incident.openedBy.isEmpty() && !over);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_line->accessibleName());
}

} // namespace hubwatch::ui
