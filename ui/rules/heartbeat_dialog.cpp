#include "ui/rules/heartbeat_dialog.h"

#include "base/duration_text.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/route_edit.h"
#include "ui/rules/secret_reference.h"
#include "ui/sources/part_actions.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

HeartbeatDialog::HeartbeatDialog(Console &console, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_on(new QCheckBox(tr("Tell a dead man's switch that this console lives"), this))
    , m_problem(new MarkedSentence(this))
{
    const ConsoleConfig &config = console.snapshot()->workspace.console;
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("heartbeatDialog"), tr("Heartbeat"), 540);
    column->addWidget(dialogNote(tr("A service outside this machine expects the beat and alarms when it ends: when the "
                                    "laptop sleeps, loses its network, or Hubwatch stops."),
                                 this));
    m_on->setObjectName(QStringLiteral("heartbeatOn"));
    m_on->setChecked(true);
    column->addWidget(m_on);
    QFormLayout *form = dialogForm(*column);
    const bool fresh = config.heartbeat.isEmpty() && config.heartbeatUrl.isEmpty();
    m_key = new SecretReference(console, "heartbeatKey", tr("Key"),
                                fresh ? QStringLiteral("keychain:heartbeat") : config.heartbeat, this);
    form->addRow(tr("Secret address (&key)"), m_key);
    m_url = dialogField(*form, "heartbeatUrl", tr("or &address"), config.heartbeatUrl.toString(), this);
    m_url->setPlaceholderText(tr("where it is no secret"));
    m_interval = dialogField(*form, "heartbeatInterval", tr("&Every"), durationText(config.heartbeatInterval), this);
    m_problem->setObjectName(QStringLiteral("heartbeatProblem"));
    column->addWidget(m_problem);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton *cancel = dialogButton("cancelHeartbeat", tr("Cancel"), this);
    m_save = dialogButton("saveHeartbeat", tr("Save"), this, true);
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);
    const auto edited = [this] {
        m_refusal.clear();
        weigh();
    };
    connect(m_on, &QCheckBox::toggled, this, edited);
    connect(m_key, &SecretReference::changed, this, edited);
    for (const QLineEdit *field : {m_url, m_interval})
        connect(field, &QLineEdit::textChanged, this, edited);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &HeartbeatDialog::save);
    connect(&m_console, &Console::saved, this, [this](const QString &problem) {
        if (!m_saving)
            return;
        m_saving = false;
        m_refusal = problem;
        if (problem.isEmpty())
            close();
        else
            weigh();
    });
    weigh();
}

Workspace HeartbeatDialog::wanted() const
{
    const Workspace &before = m_console.snapshot()->workspace;
    const Duration interval = parseDuration(m_interval->text().trimmed()).value_or(before.console.heartbeatInterval);
    if (!m_on->isChecked())
        return withHeartbeat(before, {}, {}, interval);
    return withHeartbeat(before, m_key->reference(), QUrl(m_url->text().trimmed(), QUrl::StrictMode), interval);
}

void HeartbeatDialog::weigh()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_key, m_url, m_interval})
        field->setEnabled(m_on->isChecked());
    QStringList problems;
    if (m_on->isChecked()) {
        const ConsoleConfig config = wanted().console;
        if (!parseDuration(m_interval->text().trimmed()))
            problems << tr("“%1” is not a duration; expected something like 60s or 5m.").arg(m_interval->text());
        problems << heartbeatProblems(config.heartbeat, config.heartbeatUrl, config.heartbeatInterval);
    }
    if (const QString broken = brokenFileReason(*m_console.snapshot()); !broken.isEmpty())
        problems << broken;
    m_save->setEnabled(problems.isEmpty() && !m_saving);
    if (!m_refusal.isEmpty())
        problems << m_refusal;
    m_problem->setSentence(Mark::Bad, problems.join(u'\n'));
}

void HeartbeatDialog::save()
{
    m_saving = true;
    weigh();
    m_console.save(wanted());
}

} // namespace hubwatch::ui
