// What people do about alerts and incidents.
#include "app/alerting/alerting_private.h"

#include <QSysInfo>
#include <QUuid>
#include <algorithm>

namespace hubwatch {

namespace {

using Command = AlertOutcome::Command;

QString numberText(qint64 incident)
{
    return QString::number(incident);
}

QString ackText(const AcknowledgeAlerts &command)
{
    QString text = QStringLiteral("acknowledged by %1").arg(command.owner);
    return command.note.isEmpty() ? text : text + QStringLiteral(": ") + command.note;
}

} // namespace

QString consoleName(const ConsoleConfig &console)
{
    return console.name.isEmpty() ? QSysInfo::machineHostName() : console.name;
}

QString operatorName()
{
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? qEnvironmentVariable("USERNAME") : name;
}

void Alerting::Private::answer(Command command, const QString &subject, const Result<void> &result,
                               const QString &words)
{
    emit alerting->done({.command = command,
                         .subject = subject,
                         .good = result.has_value(),
                         .words = result ? words : result.error().detail});
    remember();
    emit alerting->changed();
}

void Alerting::Private::acknowledgeOne(const Alert &alert, const Rule &rule, const AcknowledgeAlerts &command)
{
    const AlertId id = idOf(alert);
    std::erase_if(acks.acks, [&id](const Acknowledgement &ack) { return ack.alert == id; });
    acks.acks.push_back({.alert = id,
                         .owner = command.owner,
                         .note = command.note,
                         .at = now(),
                         .severity = rule.severity,
                         .value = alert.value});
    tell({.at = now(),
          .kind = Event::Kind::Acknowledge,
          .service = id.service,
          .subject = id.rule,
          .from = command.owner,
          .to = QStringLiteral("acknowledged"),
          .text = ackText(command)});
    alerting->notifier().acknowledged(newsOf(alert, rule), command.owner, command.note);
}

void Alerting::acknowledge(const AcknowledgeAlerts &command)
{
    const QString subject = command.incident ? numberText(command.incident)
        : command.alerts.empty()             ? QString()
                                             : dedupKey(command.alerts.front());
    const auto refuse
        = [&](const QString &why) { d->answer(Command::Acknowledge, subject, fail(Error::Kind::Rejected, why), {}); };
    if (command.owner.trimmed().isEmpty())
        return refuse(QStringLiteral("an acknowledgement needs a name: who takes this on?"));
    std::vector<AlertId> wanted = command.alerts;
    std::vector<qint64> incidents;
    if (command.incident) {
        const Incident *incident = d->incidents.find(command.incident);
        if (!incident || incident->state == Incident::State::Resolved)
            return refuse(QStringLiteral("incident #%1 is over: nothing is left to acknowledge").arg(subject));
        for (const Incident::Part &part : incident->parts)
            if (part.firing)
                wanted.push_back(part.alert);
        incidents.push_back(command.incident);
    }
    int taken = 0;
    for (const AlertId &id : wanted) {
        const Alert *alert = d->liveAlert(id);
        const Rule *rule = alert ? d->ruleOf(*alert) : nullptr;
        if (!rule || alert->state != Alert::State::Firing)
            continue;
        d->acknowledgeOne(*alert, *rule, command);
        ++taken;
        if (const Incident *incident = d->incidents.of(id); incident && !std::ranges::count(incidents, incident->id))
            incidents.push_back(incident->id);
    }
    if (taken == 0 && !command.incident)
        return refuse(QStringLiteral("it no longer fires: nothing is left to acknowledge"));
    for (const qint64 incident : incidents)
        if (const auto change = d->incidents.acknowledge(incident, command.owner, command.note, d->now()))
            d->tell(*change);
    d->answer(Command::Acknowledge, subject, {}, ackText(command));
}

void Alerting::unacknowledge(const AlertId &alert)
{
    const auto gone = std::erase_if(d->acks.acks, [&](const Acknowledgement &ack) { return ack.alert == alert; });
    if (gone == 0)
        return d->answer(Command::Unacknowledge, dedupKey(alert),
                         fail(Error::Kind::Rejected, QStringLiteral("nobody has acknowledged it")), {});
    d->tell({.at = d->now(),
             .kind = Event::Kind::Acknowledge,
             .service = alert.service,
             .subject = alert.rule,
             .to = QStringLiteral("ended"),
             .text = QStringLiteral("acknowledgement taken back")});
    if (const Incident *incident = d->incidents.of(alert))
        if (const auto change = d->incidents.unacknowledge(incident->id, QStringLiteral("taken back"), d->now()))
            d->tell(*change);
    d->answer(Command::Unacknowledge, dedupKey(alert), {}, QStringLiteral("acknowledgement taken back"));
}

void Alerting::mute(Mute mute)
{
    const QStringList problems = muteProblems(mute, d->now());
    if (!problems.isEmpty())
        return d->answer(Command::Mute, mute.id, fail(Error::Kind::Rejected, problems.join(QStringLiteral("; "))), {});
    if (mute.id.isEmpty())
        mute.id = QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
    mute.createdAt = d->now();
    std::erase_if(d->mutes.mutes, [&mute](const Mute &known) { return known.id == mute.id; });
    d->mutes.mutes.push_back(mute);
    const QString words = QStringLiteral("muted by %1 %2: %3 (%4)")
                              .arg(mute.author, scheduleText(mute), matchersText(mute.matchers), mute.reason);
    d->tell({.at = d->now(),
             .kind = Event::Kind::Mute,
             .subject = mute.id,
             .from = mute.author,
             .to = QStringLiteral("made"),
             .text = words});
    d->countMutes();
    look(d->live);
    d->answer(Command::Mute, mute.id, {}, words);
}

void Alerting::endMute(const QString &id)
{
    const auto found = std::ranges::find(d->mutes.mutes, id, &Mute::id);
    if (found == d->mutes.mutes.end() || ended(*found, d->now()))
        return d->answer(Command::EndMute, id,
                         fail(Error::Kind::Rejected, QStringLiteral("this mute has ended already")), {});
    found->endsAt = d->now();
    found->recurs.reset();
    d->tell({.at = d->now(),
             .kind = Event::Kind::Mute,
             .subject = id,
             .to = QStringLiteral("ended"),
             .text = QStringLiteral("mute ended: %1").arg(matchersText(found->matchers))});
    d->countMutes();
    look(d->live);
    d->answer(Command::EndMute, id, {}, QStringLiteral("the mute has ended"));
}

void Alerting::command(const IncidentCommand &command)
{
    using What = IncidentCommand::What;
    Result<IncidentChange> change = fail(Error::Kind::Rejected, QString());
    switch (command.what) {
    case What::Open:
        if (command.title.trimmed().isEmpty())
            change = fail(Error::Kind::Rejected, QStringLiteral("an incident needs a title"));
        else
            change = d->incidents.open(command.title.trimmed(), command.severity, command.services, command.author,
                                       d->now());
        break;
    case What::Note: change = d->incidents.note(command.incident, command.author, command.text, d->now()); break;
    case What::Own: change = d->incidents.own(command.incident, command.text, d->now()); break;
    case What::Regrade: change = d->incidents.regrade(command.incident, command.severity, d->now()); break;
    case What::Close: change = d->incidents.close(command.incident, command.author, d->now()); break;
    }
    const qint64 id = change ? change->incident.id : command.incident;
    if (change)
        d->tell(*change);
    d->answer(Command::Incident, numberText(id), change ? Result<void>() : tl::unexpected(change.error()),
              change ? change->text : QString());
}

void Alerting::testFire(const QString &route)
{
    m_notifier->testFire(route);
}

void Alerting::retryRoute(const QString &route)
{
    m_notifier->retryNow(route);
    d->answer(Command::Retry, route, {}, QStringLiteral("what waits is tried now"));
}

void Alerting::retryNotice(qint64 notice)
{
    m_notifier->retry(notice);
    d->answer(Command::Retry, QString::number(notice), {}, QStringLiteral("it will be tried again now"));
}

void Alerting::dropNotice(qint64 notice)
{
    m_notifier->drop(notice, operatorName());
    d->answer(Command::Drop, QString::number(notice), {}, QStringLiteral("given up; the ledger keeps it"));
}

} // namespace hubwatch
