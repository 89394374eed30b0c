#include "base/process_runner.h"
#include "checklist/logs/log_arrival.h"
#include "checklist/probe_answer.h"
#include "vault/cli_tool.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr char signInAgain[] = "run \"aws sso login\" (with the profile Hubwatch uses) and try again";

constexpr std::array cloudWatchFaults{
    CliFault{"(ResourceNotFoundException)", "there is no such log group in this account and region",
             "check logs_seen, AWS_REGION and AWS_PROFILE"},
    CliFault{"(AccessDenied", "this identity may not read the group", "allow it logs:FilterLogEvents"},
    CliFault{"(ExpiredToken", "the login has expired", signInAgain},
    CliFault{"(UnrecognizedClientException)", "AWS does not know this access key", "check the profile's credentials"},
    CliFault{"(InvalidClientTokenId)", "AWS does not know this access key", "check the profile's credentials"},
    CliFault{"(InvalidSignatureException)", "the credentials or the clock of this machine are wrong", "check both"},
    CliFault{"(InvalidParameterException)", "AWS does not take this group or search", "check logs_seen"},
    CliFault{"Throttling", "AWS is throttling requests of this account", "try again later"},
    CliFault{"locate credentials", "it has no credentials",
             "run \"aws configure\" or \"aws configure sso\", or set AWS_PROFILE where Hubwatch is started from"},
    CliFault{"Partial credentials", "its credentials are incomplete", "check the profile's credentials"},
    CliFault{"The config profile", "the profile of AWS_PROFILE does not exist",
             "name one that \"aws configure list-profiles\" shows"},
    CliFault{"SSO", "there is no SSO session, or it has expired", signInAgain},
    CliFault{"Token has expired", "the login has expired", signInAgain},
    CliFault{"must specify a region", "it knows no region", "set AWS_REGION, or name the group by its ARN"},
    CliFault{"connect to the endpoint", "CloudWatch cannot be reached", "check the network, the region and a proxy"},
    CliFault{"timeout on endpoint", "CloudWatch does not answer", "check the network, the region and a proxy"},
};

struct CloudWatchLook {
    ProbeDoors doors;
    QString group;
    std::vector<LogTrace> traces;
    QObject *context;
    ArrivalReply reply;

    QString shownGroup() const { return shownWords(group, 200); }
};

/// Any of the traces: each by its id, or by its time as it is written. Neither has anything to escape.
QString searchPattern(const std::vector<LogTrace> &traces)
{
    QStringList terms;
    for (const LogTrace &trace : traces)
        terms += u"?\"%1\""_s.arg(trace.id.isEmpty() ? QString(trace.timeText).remove(u'"').remove(u'\\') : trace.id);
    terms.removeDuplicates();
    return terms.size() == 1 ? terms[0].mid(1) : terms.join(u' ');
}

ProcessRequest filterRequest(const QString &group, TimePoint from, TimePoint to, int most, const QString &pattern)
{
    ProcessRequest request{.program = u"aws"_s,
                           .arguments = {u"logs"_s, u"filter-log-events"_s},
                           .environment = {{u"AWS_PAGER"_s, QString()}, {u"AWS_CLI_AUTO_PROMPT"_s, u"off"_s}},
                           .timeout = 60s};
    // In one word: a name that begins with '-' is no option then.
    if (group.startsWith("arn:"_L1)) {
        const QString arn = group.endsWith(":*"_L1) ? group.chopped(2) : group;
        request.arguments += {u"--log-group-identifier="_s + arn, u"--region="_s + arn.section(u':', 3, 3)};
    } else {
        request.arguments += u"--log-group-name="_s + group;
    }
    request.arguments += {u"--start-time=%1"_s.arg(from.time_since_epoch().count()),
                          u"--end-time=%1"_s.arg(to.time_since_epoch().count())};
    if (!pattern.isEmpty())
        request.arguments += u"--filter-pattern="_s + pattern;
    // Not --limit: it ends the tool's paging, and a first page may be empty where events are.
    request.arguments += {u"--max-items=%1"_s.arg(most), u"--output=json"_s};
    return request;
}

LogArrival awsArrival(const Error &error)
{
    if (isProgramMissing(error))
        return {.words = u"aws was not found on Hubwatch's PATH; install the AWS CLI, version 2 (Debian: awscli), or "
                         "start Hubwatch where it is on the PATH"_s};
    return {.words = shownWords(error.detail, 200)};
}

LogArrival awsArrival(const ProcessOutcome &outcome)
{
    const QString ended = u"aws ended with exit code %1: "_s.arg(outcome.exitCode);
    const QByteArray said = outcome.errors.toLower();
    for (const CliFault &fault : cloudWatchFaults)
        if (said.contains(QByteArray(fault.words).toLower()))
            return {.words = ended + QString::fromLatin1(fault.meaning) + u"; "_s + QString::fromLatin1(fault.fix)};
    return {.words = ended + shownWords(QString::fromUtf8(outcome.errors), 200)};
}

tl::expected<std::vector<ArrivedEvent>, LogArrival> cloudWatchEvents(const Result<ProcessOutcome> &result)
{
    if (!result)
        return tl::unexpected(awsArrival(result.error()));
    if (result->exitCode != 0)
        return tl::unexpected(awsArrival(*result));
    const QJsonObject answer = QJsonDocument::fromJson(result->output).object();
    if (!answer["events"_L1].isArray())
        return tl::unexpected(LogArrival{.words = u"aws ended well, but did not print JSON with events; check that it "
                                                  "is the AWS CLI"_s});
    std::vector<ArrivedEvent> events;
    const QJsonArray kept = answer["events"_L1].toArray();
    for (const QJsonValue &value : kept) {
        const QJsonObject event = value.toObject();
        if (!event["message"_L1].isString())
            return tl::unexpected(LogArrival{.words = u"aws printed an event without a message"_s});
        events.push_back(
            {.text = event["message"_L1].toString(), .at = TimePoint(Duration(event["timestamp"_L1].toInteger()))});
    }
    return events;
}

/// Whether anything arrives at all tells a dead forwarder from a wrong group.
void lookForAnyEvent(const std::shared_ptr<CloudWatchLook> &look)
{
    const TimePoint now = look->doors.clock.now();
    look->doors.processes.run(
        filterRequest(look->group, now - 1h, now, 1, {}), look->context, [look](const Result<ProcessOutcome> &result) {
            const auto events = cloudWatchEvents(result);
            if (!events)
                return look->reply(events.error());
            look->reply({.outcome = Outcome::Fail,
                         .words = events->empty()
                             ? u"CloudWatch group %1 has had no event for an hour"_s.arg(look->shownGroup())
                             : u"CloudWatch group %1 has events, but none of the sample's newest lines"_s.arg(
                                 look->shownGroup())});
        });
}

} // namespace

void lookInCloudWatch(ProbeDoors doors, const QString &group, std::vector<LogTrace> traces, QObject *context,
                      ArrivalReply reply)
{
    auto look
        = std::make_shared<CloudWatchLook>(CloudWatchLook{doors, group, std::move(traces), context, std::move(reply)});
    doors.processes.run(
        filterRequest(group, arrivalFrom(look->traces), arrivalTo(look->traces), 50, searchPattern(look->traces)),
        context, [look](const Result<ProcessOutcome> &result) {
            const auto events = cloudWatchEvents(result);
            if (!events)
                return look->reply(events.error());
            const auto found = arrivedTrace(look->traces, *events);
            if (!found)
                return lookForAnyEvent(look);
            look->reply({.outcome = Outcome::Pass,
                         .words = u"a line of the sample arrived in CloudWatch group %1"_s.arg(look->shownGroup())});
        });
}

} // namespace hubwatch
