#include "ui/incidents/new_incident_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/incidents/incident_words.h"
#include "ui/incidents/operator_name.h"
#include "ui/severity_word.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

NewIncidentDialog::NewIncidentDialog(Console &console, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_severity(new QComboBox(this))
    , m_services(new QListWidget(this))
    , m_problem(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("newIncidentDialog"), tr("New incident"), 460);
    column->addWidget(dialogNote(
        tr("For what no rule sees. It stays open until a person closes it; nobody is told by itself."), this));
    QFormLayout *form = dialogForm(*column);
    m_title = dialogField(*form, "newIncidentTitle", tr("&Title"), {}, this);
    m_title->setPlaceholderText(tr("what is wrong, in a sentence"));
    for (const auto severity : {Rule::Severity::Page, Rule::Severity::Notify, Rule::Severity::Ticket})
        m_severity->addItem(severityWord(severity), int(severity));
    m_severity->setCurrentIndex(1);
    m_severity->setObjectName(QStringLiteral("newIncidentSeverity"));
    m_severity->setAccessibleName(tr("Severity"));
    form->addRow(tr("&Severity"), m_severity);
    m_services->setObjectName(QStringLiteral("newIncidentServices"));
    m_services->setAccessibleName(tr("Services"));
    for (const ServiceState &service : m_console.snapshot()->services) {
        if (service.kind != ServiceState::Kind::Service)
            continue;
        auto *item = new QListWidgetItem(service.config.name, m_services);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_services->setFixedHeight(std::clamp(m_services->count(), 2, 6) * 26 + 6);
    form->addRow(tr("Ser&vices"), m_services);
    m_author = dialogField(*form, "newIncidentAuthor", tr("&You"), operatorName(*m_console.snapshot()), this);
    m_problem->setObjectName(QStringLiteral("newIncidentProblem"));
    column->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = dialogButton("closeButton", tr("Cancel"), this);
    m_send = dialogButton("openIncidentButton", tr("Open incident"), this, true);
    row->addWidget(close);
    row->addWidget(m_send);
    column->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_send, &QPushButton::clicked, this, &NewIncidentDialog::send);
    connect(m_title, &QLineEdit::textChanged, this, &NewIncidentDialog::weigh);
    connect(m_author, &QLineEdit::textChanged, this, &NewIncidentDialog::weigh);
    connect(&m_console.alerts(), &AlertDesk::done, this, &NewIncidentDialog::takeOutcome);
    m_title->setFocus();
    weigh();
}

void NewIncidentDialog::weigh()
{
    const bool titled = !m_title->text().trimmed().isEmpty();
    const bool named = !m_author->text().trimmed().isEmpty();
    m_send->setEnabled(titled && named && !m_sent);
    m_send->setToolTip(titled && named ? tr("Enter") : tr("It needs a title, and who opens it."));
}

void NewIncidentDialog::send()
{
    if (m_sent)
        return;
    m_sent = true;
    IncidentCommand command{.what = IncidentCommand::What::Open, .title = m_title->text().trimmed()};
    command.severity = Rule::Severity(m_severity->currentData().toInt());
    command.author = m_author->text().trimmed();
    for (int at = 0; at < m_services->count(); ++at) {
        if (m_services->item(at)->checkState() == Qt::Checked)
            command.services << m_services->item(at)->text();
    }
    const SnapshotPtr snapshot = m_console.snapshot();
    rememberOperator(*snapshot, command.author);
    m_problem->setSentence(Mark::Pending, tr("Opening…"));
    weigh();
    m_console.alerts().command(command);
}

void NewIncidentDialog::takeOutcome(const AlertOutcome &outcome)
{
    if (!m_sent || outcome.command != AlertOutcome::Command::Incident)
        return;
    const qint64 number = outcome.subject.toLongLong();
    // A note or an owner of a known incident may be answered meanwhile.
    if (number != 0 && findIncident(*m_console.snapshot(), number) && outcome.good
        && findIncident(*m_console.snapshot(), number)->title != m_title->text().trimmed())
        return;
    if (outcome.good) {
        emit created(number);
        close();
        return;
    }
    if (number != 0)
        return;
    m_sent = false;
    m_problem->setSentence(Mark::Bad, outcome.words);
    weigh();
}

} // namespace hubwatch::ui
