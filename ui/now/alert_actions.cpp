#include "ui/now/alert_actions.h"

#include "ui/format.h"
#include "ui/incidents/acknowledge_dialog.h"
#include "ui/rules/mute_dialog.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace hubwatch::ui {

namespace {

Matcher matcherOn(const char *label, const QStringList &values)
{
    Matcher matcher{.label = QString::fromLatin1(label)};
    if (values.size() == 1) {
        matcher.value = values.front();
        return matcher;
    }
    QStringList escaped;
    for (const QString &value : values)
        escaped << QRegularExpression::escape(value);
    matcher.op = Matcher::Op::Matches;
    matcher.value = escaped.join(u'|');
    return matcher;
}

} // namespace

std::vector<Matcher> matchersOf(const std::vector<AlertId> &alerts)
{
    QStringList services;
    QStringList rules;
    for (const AlertId &alert : alerts) {
        services << alert.service;
        rules << alert.rule;
    }
    services.removeDuplicates();
    rules.removeDuplicates();
    if (alerts.empty())
        return {};
    return {matcherOn("service", services), matcherOn("rule", rules)};
}

AlertActions::AlertActions(Console &console, QWidget *window)
    : QObject(window)
    , m_console(console)
    , m_window(window)
{
    connect(&m_console.alerts(), &AlertDesk::done, this, &AlertActions::takeOutcome);
}

void AlertActions::present(QWidget *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void AlertActions::acknowledge(const std::vector<AlertId> &alerts)
{
    if (!alerts.empty())
        present(new AcknowledgeDialog(m_console, {.alerts = alerts}, m_window));
}

void AlertActions::mute(const std::vector<AlertId> &alerts)
{
    if (!alerts.empty())
        present(new MuteDialog(m_console, matchersOf(alerts), m_window));
}

void AlertActions::takeOn(const std::vector<AlertId> &alerts)
{
    if (alerts.empty())
        return;
    await(AlertOutcome::Command::Acknowledge);
    m_console.alerts().acknowledge({.alerts = alerts, .owner = m_console.snapshot()->alerting.operatorName});
}

void AlertActions::muteFor(const std::vector<AlertId> &alerts, Duration span)
{
    if (alerts.empty())
        return;
    const SnapshotPtr snapshot = m_console.snapshot();
    Mute mute{.matchers = matchersOf(alerts), .startsAt = snapshot->at, .endsAt = snapshot->at + span};
    mute.author = snapshot->alerting.operatorName;
    mute.reason = tr("muted for %1 from the tray").arg(spanText(span));
    mute.createdAt = snapshot->at;
    await(AlertOutcome::Command::Mute);
    m_console.alerts().mute(mute);
}

void AlertActions::testFire(const QString &route)
{
    await(AlertOutcome::Command::TestFire);
    m_console.alerts().testFire(route);
}

void AlertActions::leaveMark(const QString &service, const QString &text)
{
    await(AlertOutcome::Command::Annotate);
    m_console.alerts().annotate(service, text);
}

void AlertActions::await(AlertOutcome::Command command)
{
    m_awaited.push_back(command);
}

void AlertActions::takeOutcome(const AlertOutcome &outcome)
{
    // What a dialog or a page asked for is told there.
    const auto awaited = std::ranges::find(m_awaited, outcome.command);
    if (awaited == m_awaited.end())
        return;
    m_awaited.erase(awaited);
    emit said(outcome.words, outcome.good);
}

} // namespace hubwatch::ui
