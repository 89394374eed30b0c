#include "ui/rules/route_dialog.h"

#include "base/duration_text.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/choice_button.h"
#include "ui/rules/route_edit.h"
#include "ui/rules/route_words.h"
#include "ui/rules/secret_reference.h"
#include "ui/sources/part_actions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

QString keyNoteText(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::PagerDuty: return RouteDialog::tr("The integration key of an Events API v2 service.");
    case Route::Kind::Slack:
        return RouteDialog::tr("The address of an incoming webhook; or a bot token (xoxb-), which needs a channel and "
                               "can update and thread.");
    case Route::Kind::Alertmanager: return RouteDialog::tr("Only where it asks for a password: user:password.");
    case Route::Kind::Webhook:
        return RouteDialog::tr("Signs the body with HMAC-SHA256; without one nothing is signed.");
    case Route::Kind::Desktop: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

RouteDialog::RouteDialog(Console &console, const Route &route, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_before(route)
    , m_problem(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("routeDialog"),
                                       route.name.isEmpty() ? tr("Add a route") : tr("Edit %1").arg(route.name), 560);
    QFormLayout *form = dialogForm(*column);
    m_name = dialogField(*form, "routeName", tr("&Name"), route.name, this);
    m_name->setPlaceholderText(QStringLiteral("oncall"));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("routeKind"));
    m_kind->setAccessibleName(tr("Kind"));
    const std::initializer_list<std::pair<Route::Kind, QString>> kinds{
        {Route::Kind::PagerDuty, QStringLiteral("PagerDuty")},
        {Route::Kind::Slack, QStringLiteral("Slack")},
        {Route::Kind::Alertmanager, QStringLiteral("Alertmanager")},
        {Route::Kind::Webhook, tr("Webhook")},
        {Route::Kind::Desktop, tr("Desktop notification")}};
    for (const auto &[kind, words] : kinds)
        m_kind->addItem(words, int(kind));
    m_kind->setCurrentIndex(m_kind->findData(int(route.name.isEmpty() ? Route::Kind::PagerDuty : route.kind)));
    form->addRow(tr("&Kind"), m_kind);
    addPlace(*form, route);
    addTiming(*form, route);
    m_problem->setObjectName(QStringLiteral("routeProblem"));
    column->addWidget(m_problem);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton *cancel = dialogButton("cancelRoute", tr("Cancel"), this);
    m_save = dialogButton("saveRoute", tr("Save"), this, true);
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);
    const auto edited = [this] {
        m_refusal.clear();
        weigh();
    };
    for (const QLineEdit *field : {m_name, m_url, m_channel, m_wait, m_interval, m_repeat})
        connect(field, &QLineEdit::textChanged, this, edited);
    connect(m_key, &SecretReference::changed, this, edited);
    connect(m_severities, &ChoiceButton::changed, this, edited);
    connect(m_resolved, &QCheckBox::toggled, this, edited);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        weigh();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_save, &QPushButton::clicked, this, &RouteDialog::save);
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
    showKind();
    weigh();
}

void RouteDialog::addPlace(QFormLayout &form, const Route &route)
{
    m_keyLabel = new QLabel(tr("Ke&y"), this);
    m_key = new SecretReference(m_console, "routeKey", tr("Key"), route.key, this);
    m_keyLabel->setBuddy(m_key);
    m_keyNote = dialogNote({}, this);
    form.addRow(m_keyLabel, m_key);
    form.addRow(QString(), m_keyNote);
    m_urlLabel = new QLabel(tr("A&ddress"), this);
    m_url = new QLineEdit(route.url.toString(), this);
    m_url->setObjectName(QStringLiteral("routeUrl"));
    m_url->setAccessibleName(tr("Address"));
    m_urlLabel->setBuddy(m_url);
    form.addRow(m_urlLabel, m_url);
    m_channelLabel = new QLabel(tr("C&hannel"), this);
    m_channel = new QLineEdit(route.channel, this);
    m_channel->setObjectName(QStringLiteral("routeChannel"));
    m_channel->setAccessibleName(tr("Channel"));
    m_channel->setPlaceholderText(tr("of a bot token, such as C0123456789"));
    m_channelLabel->setBuddy(m_channel);
    form.addRow(m_channelLabel, m_channel);
}

void RouteDialog::addTiming(QFormLayout &form, const Route &route)
{
    m_severities = new ChoiceButton("routeSeverities", tr("Severities it takes"), {}, this);
    m_severities->setChoices({severitiesText({Rule::Severity::Page}), severitiesText({Rule::Severity::Notify}),
                              severitiesText({Rule::Severity::Ticket})});
    QStringList chosen;
    for (const Rule::Severity severity : route.severities)
        chosen << severitiesText({severity});
    m_severities->setChosen(chosen);
    form.addRow(tr("&Takes"), m_severities);
    m_wait = dialogField(form, "routeGroupWait", tr("&Wait for a group's others"), durationText(route.groupWait), this);
    m_interval
        = dialogField(form, "routeGroupInterval", tr("Tell &changes after"), durationText(route.groupInterval), this);
    m_repeat = dialogField(form, "routeRepeat", tr("&Repeat after"), durationText(route.repeatInterval), this);
    m_resolved = new QCheckBox(tr("Tell when all is well again"), this);
    m_resolved->setObjectName(QStringLiteral("routeSendResolved"));
    m_resolved->setChecked(route.sendResolved);
    form.addRow(QString(), m_resolved);
}

void RouteDialog::showKind()
{
    const auto kind = Route::Kind(m_kind->currentData().toInt());
    const bool key = kind != Route::Kind::Desktop;
    const bool url = kind == Route::Kind::Alertmanager || kind == Route::Kind::Webhook;
    const bool endpoint = kind == Route::Kind::PagerDuty || !m_url->text().isEmpty();
    m_keyLabel->setVisible(key);
    m_key->setVisible(key);
    m_keyNote->setVisible(key);
    m_keyNote->setText(keyNoteText(kind));
    m_urlLabel->setVisible(key && (url || endpoint));
    m_url->setVisible(key && (url || endpoint));
    m_url->setPlaceholderText(url ? QStringLiteral("https://alerts.example.com")
                                  : tr("its own; https://events.eu.pagerduty.com in the EU"));
    m_channelLabel->setVisible(kind == Route::Kind::Slack);
    m_channel->setVisible(kind == Route::Kind::Slack);
    m_severities->setAllWords(tr("%1, as its kind does").arg(severitiesText(defaultSeverities(kind))));
}

Route RouteDialog::route() const
{
    Route route = m_before;
    route.name = m_name->text().trimmed();
    route.kind = Route::Kind(m_kind->currentData().toInt());
    const bool desktop = route.kind == Route::Kind::Desktop;
    route.key = desktop ? QString() : m_key->reference();
    route.url = desktop ? QUrl() : QUrl(m_url->text().trimmed(), QUrl::StrictMode);
    route.channel = route.kind == Route::Kind::Slack ? m_channel->text().trimmed() : QString();
    route.severities.clear();
    for (const Rule::Severity severity : {Rule::Severity::Page, Rule::Severity::Notify, Rule::Severity::Ticket})
        if (m_severities->chosen().contains(severitiesText({severity})))
            route.severities.push_back(severity);
    route.groupWait = parseDuration(m_wait->text().trimmed()).value_or(route.groupWait);
    route.groupInterval = parseDuration(m_interval->text().trimmed()).value_or(route.groupInterval);
    route.repeatInterval = parseDuration(m_repeat->text().trimmed()).value_or(route.repeatInterval);
    route.sendResolved = m_resolved->isChecked();
    return route;
}

void RouteDialog::weigh()
{
    const Snapshot &snapshot = *m_console.snapshot();
    QStringList problems;
    for (const QLineEdit *field : {m_wait, m_interval, m_repeat})
        if (!parseDuration(field->text().trimmed()))
            problems << tr("“%1” is not a duration; expected something like 30s, 5m or 4h.").arg(field->text());
    if (!m_url->text().trimmed().isEmpty() && !QUrl(m_url->text().trimmed(), QUrl::StrictMode).isValid())
        problems << tr("The address cannot be read.");
    if (problems.isEmpty())
        problems = routeProblems(snapshot.workspace, m_before.name, route());
    if (const QString broken = brokenFileReason(snapshot); !broken.isEmpty())
        problems << broken;
    m_save->setEnabled(problems.isEmpty() && !m_saving);
    if (!m_refusal.isEmpty())
        problems << m_refusal;
    // An empty form is no mistake yet.
    const bool untouched = m_before.name.isEmpty() && m_name->text().isEmpty();
    m_problem->setSentence(Mark::Bad, untouched ? QString() : problems.join(u'\n'));
}

void RouteDialog::save()
{
    m_saving = true;
    weigh();
    m_console.save(withRoute(m_console.snapshot()->workspace, m_before.name, route()));
}

} // namespace hubwatch::ui
