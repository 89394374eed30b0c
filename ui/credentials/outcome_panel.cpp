#include "ui/credentials/outcome_panel.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/shell/text_line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

QString recordFacts(const CredentialRecord &record)
{
    if (record.portal == 0)
        return {};
    QStringList facts{OutcomePanel::tr("portal %1").arg(record.portal)};
    if (record.kind != CredentialKind::Unknown)
        facts << kindWord(record.kind);
    if (!record.region.isEmpty())
        facts << record.region;
    if (record.scopesKnown)
        facts << scopesWord(record);
    if (!record.fingerprint.shown.isEmpty())
        facts << record.fingerprint.shown;
    return facts.join(QStringLiteral(" · "));
}

QString outcomeWords(const CredentialOutcome &outcome, std::int64_t expectedPortal)
{
    const std::int64_t portal = outcome.record.portal;
    if (outcome.good || expectedPortal == 0 || portal == 0 || portal == expectedPortal)
        return outcome.words;
    if (outcome.words.contains(QString::number(portal)) && outcome.words.contains(QString::number(expectedPortal)))
        return outcome.words;
    return OutcomePanel::tr("Refused: the token belongs to portal %1, the account says %2. %3")
        .arg(portal)
        .arg(expectedPortal)
        .arg(outcome.words)
        .trimmed();
}

ForceOffer forceOffer(CredentialOutcome::Command command)
{
    if (command == CredentialOutcome::Command::RotateRetire)
        return {OutcomePanel::tr("Retire it anyway"),
                OutcomePanel::tr("Whoever still uses the old one is refused once it ends; there is no way back here.")};
    return {OutcomePanel::tr("Store unverified"),
            OutcomePanel::tr("Keep it now; it is verified when HubSpot answers again.")};
}

OutcomePanel::OutcomePanel(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new MarkedSentence(this))
    , m_facts(new TextLine(this))
    , m_force(dialogButton("forceButton", {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_sentence->setObjectName(QStringLiteral("outcome"));
    m_facts->setObjectName(QStringLiteral("outcomeFacts"));
    column->addWidget(m_sentence);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(18, 0, 0, 0);
    indented->addWidget(m_facts, 1);
    indented->addWidget(m_force, 0, Qt::AlignRight);
    column->addLayout(indented);
    connect(m_force, &QPushButton::clicked, this, &OutcomePanel::forceWanted);
    clear();
}

void OutcomePanel::clear()
{
    m_waiting = false;
    m_sentence->setSentence({});
    m_facts->setRuns({});
    m_facts->hide();
    m_force->hide();
    hide();
}

void OutcomePanel::setWaiting(const QString &words)
{
    clear();
    m_waiting = true;
    m_sentence->setSentence(Mark::Pending, words);
    show();
}

void OutcomePanel::setOutcome(const CredentialOutcome &outcome, std::int64_t expectedPortal)
{
    clear();
    // Nobody knows whose a token is while HubSpot is out of reach; what is known of an old one speaks against it.
    const bool warned = outcome.command == CredentialOutcome::Command::RotateRetire;
    const Mark forced = warned ? Mark::Warn : Mark::Blind;
    const Mark mark = outcome.good ? Mark::Good : outcome.mayForce ? forced : Mark::Bad;
    m_sentence->setSentence(mark, outcomeWords(outcome, expectedPortal));
    const QString facts = recordFacts(outcome.record);
    m_facts->setRuns({{facts, Tone::Dim}});
    m_facts->setVisible(!facts.isEmpty());
    const ForceOffer offer = forceOffer(outcome.command);
    m_force->setText(offer.text);
    m_force->setToolTip(offer.tip);
    m_force->setAccessibleDescription(offer.tip);
    m_force->setVisible(outcome.mayForce && !outcome.good);
    show();
}

void OutcomePanel::setProblem(const QString &words)
{
    clear();
    m_sentence->setSentence(Mark::Bad, words);
    setVisible(!words.isEmpty());
}

} // namespace hubwatch::ui
