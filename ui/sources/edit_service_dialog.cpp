#include "ui/sources/edit_service_dialog.h"

#include "base/duration_text.h"
#include "ui/sources/workspace_edit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hubwatch::ui {

EditServiceDialog::EditServiceDialog(Console &console, const ServiceConfig &service, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_before(service)
{
    setObjectName(QStringLiteral("editServiceDialog"));
    setWindowTitle(tr("Edit %1").arg(service.name));
    resize(520, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    column->addLayout(form);
    m_name = addField(form, "editName", tr("&Name"), service.name);
    m_url = addField(form, "editUrl", tr("&Address"), service.url.toString());
    m_account = new QComboBox(this);
    m_account->setObjectName(QStringLiteral("editAccount"));
    m_account->setAccessibleName(tr("Account"));
    m_account->addItem(tr("none"), QString());
    for (const AccountConfig &account : console.snapshot()->workspace.accounts)
        m_account->addItem(account.name, account.name);
    m_account->setCurrentIndex(std::max(0, m_account->findData(service.account)));
    form->addRow(tr("A&ccount"), m_account);
    m_interval = addField(form, "editInterval", tr("&Poll metrics and health every"), durationText(service.interval));
    m_readinessInterval
        = addField(form, "editReadinessInterval", tr("Poll &readiness every"), durationText(service.readinessInterval));
    m_readinessInterval->setToolTip(tr("Readiness may call HubSpot on each poll; poll it rarely."));
    m_timeout = addField(form, "editTimeout", tr("Give up &after"), durationText(service.timeout));
    m_metrics = addField(form, "editMetrics", tr("Path of &metrics"), service.metrics);
    m_health = addField(form, "editHealth", tr("Path of &health"), service.health);
    m_readiness = addField(form, "editReadiness", tr("Path of readi&ness"), service.readiness);
    for (QLineEdit *path : {m_metrics, m_health, m_readiness})
        path->setPlaceholderText(tr("none"));

    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("editProblem"));
    m_problem->setProperty("tone", QStringLiteral("bad"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_save = new QPushButton(tr("Save"), this);
    m_save->setObjectName(QStringLiteral("saveButton"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &EditServiceDialog::save);
    connect(&m_console, &Console::saved, this, [this](const QString &problem) {
        if (!m_saving)
            return;
        m_saving = false;
        if (problem.isEmpty())
            return accept();
        m_problem->setText(problem);
        m_problem->show();
        m_save->setEnabled(true);
    });
    weigh();
}

QLineEdit *EditServiceDialog::addField(QFormLayout *form, const char *name, const QString &label, const QString &value)
{
    auto *field = new QLineEdit(value, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(QString(label).remove(u'&'));
    form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &EditServiceDialog::weigh);
    return field;
}

ServiceConfig EditServiceDialog::service() const
{
    ServiceConfig service = m_before;
    service.name = m_name->text().trimmed();
    service.url = QUrl(m_url->text().trimmed(), QUrl::StrictMode);
    service.account = m_account->currentData().toString();
    service.interval = parseDuration(m_interval->text().trimmed()).value_or(Duration::zero());
    service.readinessInterval = parseDuration(m_readinessInterval->text().trimmed()).value_or(Duration::zero());
    service.timeout = parseDuration(m_timeout->text().trimmed()).value_or(Duration::zero());
    service.metrics = m_metrics->text().trimmed();
    service.health = m_health->text().trimmed();
    service.readiness = m_readiness->text().trimmed();
    return service;
}

void EditServiceDialog::weigh()
{
    if (!m_save)
        return; // the fields are still being made
    QStringList problems;
    for (const QLineEdit *field : {m_interval, m_readinessInterval, m_timeout}) {
        if (!parseDuration(field->text().trimmed()))
            problems << tr("“%1” is not a duration; expected something like 15s, 5m or 1h30m.").arg(field->text());
    }
    if (problems.isEmpty())
        problems = serviceProblems(m_console.snapshot()->workspace, m_before.name, service());
    m_problem->setText(problems.join(u'\n'));
    m_problem->setVisible(!problems.isEmpty());
    m_save->setEnabled(problems.isEmpty() && !m_saving);
}

void EditServiceDialog::save()
{
    m_saving = true;
    m_save->setEnabled(false);
    m_console.save(withChanged(m_console.snapshot()->workspace, m_before.name, service()));
}

} // namespace hubwatch::ui
