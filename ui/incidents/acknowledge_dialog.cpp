#include "ui/incidents/acknowledge_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/incidents/operator_name.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

AcknowledgeDialog::AcknowledgeDialog(Console &console, AcknowledgeAlerts command, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_command(std::move(command))
    , m_problem(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("acknowledgeDialog"), tr("Acknowledge"), 440);
    auto *what = dialogHeading(sentence(), this);
    what->setObjectName(QStringLiteral("acknowledgeWhat"));
    what->setWordWrap(true);
    column->addWidget(what);
    column->addWidget(dialogNote(tr("It goes on being judged and shown. The acknowledgement ends when it resolves, or "
                                    "when it grows worse; PagerDuty is told of it."),
                                 this));
    QFormLayout *form = dialogForm(*column);
    const QString owner = m_command.owner.isEmpty() ? operatorName(*m_console.snapshot()) : m_command.owner;
    m_owner = dialogField(*form, "ownerField", tr("&Owner"), owner, this);
    m_owner->setPlaceholderText(tr("who looks after it"));
    m_note = dialogField(*form, "noteField", tr("&Note"), m_command.note, this);
    m_note->setPlaceholderText(tr("what is done about it; may be empty"));
    m_problem->setObjectName(QStringLiteral("acknowledgeProblem"));
    column->addWidget(m_problem);

    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = dialogButton("closeButton", tr("Cancel"), this);
    m_send = dialogButton("sendButton", tr("Acknowledge"), this, true);
    row->addWidget(close);
    row->addWidget(m_send);
    column->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_send, &QPushButton::clicked, this, &AcknowledgeDialog::send);
    connect(m_owner, &QLineEdit::textChanged, this, &AcknowledgeDialog::weigh);
    connect(&m_console.alerts(), &AlertDesk::done, this, &AcknowledgeDialog::takeOutcome);
    (owner.isEmpty() ? m_owner : m_note)->setFocus();
    weigh();
}

QString AcknowledgeDialog::sentence() const
{
    if (m_command.incident > 0) {
        const std::vector<Incident> &known = m_console.snapshot()->alerting.incidents;
        const auto found = std::ranges::find(known, m_command.incident, &Incident::id);
        return found == known.end() ? tr("Take on incident #%1").arg(m_command.incident)
                                    : tr("Take on #%1, %2").arg(found->id).arg(found->title);
    }
    if (m_command.alerts.size() == 1)
        return tr("Take on %1 of %2").arg(m_command.alerts[0].rule, m_command.alerts[0].service);
    return tr("Take on %1 alerts").arg(m_command.alerts.size());
}

void AcknowledgeDialog::weigh()
{
    const bool named = !m_owner->text().trimmed().isEmpty();
    m_send->setEnabled(named && !m_sent);
    m_send->setToolTip(named ? tr("Enter") : tr("Say who takes it on."));
}

void AcknowledgeDialog::send()
{
    if (m_sent)
        return;
    m_sent = true;
    m_command.owner = m_owner->text().trimmed();
    m_command.note = m_note->text().trimmed();
    rememberOperator(*m_console.snapshot(), m_command.owner);
    m_problem->setSentence(Mark::Pending, tr("Sending…"));
    weigh();
    m_console.alerts().acknowledge(m_command);
}

bool AcknowledgeDialog::concerns(const AlertOutcome &outcome) const
{
    if (!m_sent || outcome.command != AlertOutcome::Command::Acknowledge)
        return false;
    return (m_command.incident > 0 && outcome.subject == QString::number(m_command.incident))
        || std::ranges::any_of(m_command.alerts,
                               [&](const AlertId &alert) { return outcome.subject == dedupKey(alert); });
}

void AcknowledgeDialog::takeOutcome(const AlertOutcome &outcome)
{
    if (!concerns(outcome))
        return;
    if (outcome.good) {
        close();
        return;
    }
    m_sent = false;
    m_problem->setSentence(Mark::Bad, outcome.words);
    weigh();
}

} // namespace hubwatch::ui
