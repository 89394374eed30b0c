#include "app/commands/sim_command.h"

#include "app/commands/stop_request.h"
#include "base/system_clock.h"
#include "base/time_text.h"
#include "sim/bench_box.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_pager.h"
#include "sim/sim_slack.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

namespace hubwatch {

namespace {

struct SimOptions {
    quint16 port = 9400;
    std::uint64_t seed = 1;
    QString workspaceOut = {};
    std::optional<BenchShape> bench = {}; ///< plain targets instead of the box
};

/// Takes a number out of the arguments. False, with `problem` set, when it is there and not within the bounds.
bool takeNumber(QStringList &arguments, const QString &name, double least, double most, double &value, QString &problem)
{
    const std::optional<QString> text = takeOption(arguments, name);
    if (!text)
        return true;
    bool ok = false;
    const double number = text->toDouble(&ok);
    if (ok && number >= least && number <= most) {
        value = number;
        return true;
    }
    problem
        = QStringLiteral("%1: expected a number from %2 to %3, found \"%4\"").arg(name).arg(least).arg(most).arg(*text);
    return false;
}

tl::expected<SimOptions, QString> takeSimOptions(QStringList &arguments)
{
    SimOptions options;
    QString problem;
    double port = options.port;
    double seed = 1;
    double services = 0;
    double series = 2000;
    double change = 0.2;
    if (!takeNumber(arguments, QStringLiteral("--port"), 0, 65'000, port, problem)
        || !takeNumber(arguments, QStringLiteral("--seed"), 0, 1e9, seed, problem)
        || !takeNumber(arguments, QStringLiteral("--services"), 1, 500, services, problem)
        || !takeNumber(arguments, QStringLiteral("--series"), 1, 50'000, series, problem)
        || !takeNumber(arguments, QStringLiteral("--change"), 0.001, 1, change, problem))
        return tl::unexpected(problem);
    options.port = quint16(port);
    options.seed = std::uint64_t(seed);
    if (services > 0)
        options.bench = BenchShape{int(services), int(series), change};
    if (const auto file = takeOption(arguments, QStringLiteral("--workspace-out"))) {
        if (file->isEmpty())
            return tl::unexpected(QStringLiteral("--workspace-out: expected a file"));
        options.workspaceOut = *file;
    }
    return options;
}

/// What runs until Ctrl+C; belongs to the call's context.
class SimSession : public QObject
{
public:
    SimSession(CommandCall call, SimOptions options)
        : QObject(call.context)
        , m_call(std::move(call))
        , m_options(std::move(options))
    { }

    void start()
    {
        const Result<void> listening = m_options.bench ? listenBench() : listenBox();
        if (!listening)
            return refuse(listening.error().detail);
        for (const BoxService &service : m_services) {
            line({{QStringLiteral("type"), QStringLiteral("service")},
                  {QStringLiteral("service"), service.name},
                  {QStringLiteral("url"), service.url.toString()}},
                 QStringLiteral("%1  %2").arg(service.url.toString(), service.name));
        }
        if (m_box) {
            introduceHubSpot();
            introduceReceivers();
        }
        if (!m_options.workspaceOut.isEmpty()) {
            QFile file(m_options.workspaceOut);
            if (!file.open(QIODevice::WriteOnly) || file.write(m_workspace) != m_workspace.size())
                return refuse(QStringLiteral("%1: %2").arg(m_options.workspaceOut, file.errorString()));
            file.close();
        } else if (!m_call.common.json) {
            m_call.out << "--workspace-out FILE writes a workspace that watches them; Ctrl+C ends\n";
        }
        m_call.out.flush();
        onStopRequest(this, [this] { m_call.done(Exit::Good); });
    }

private:
    Result<void> listenBench()
    {
        m_bench = std::make_unique<BenchBox>(*m_options.bench);
        const Result<void> listening = m_bench->listen(m_options.port);
        m_services = m_bench->services();
        m_workspace = m_bench->workspaceText();
        return listening;
    }

    Result<void> listenBox()
    {
        m_box = std::make_unique<Box>(m_clock, m_options.seed);
        const Result<void> listening = m_box->listen(m_options.port);
        m_services = m_box->services();
        m_workspace = m_box->workspaceText();
        connect(m_box.get(), &Box::weatherChanged, this, [this](const QString &service, const QString &text) {
            const QString at = utcText(m_clock.now());
            line({{QStringLiteral("type"), QStringLiteral("weather")},
                  {QStringLiteral("at"), at},
                  {QStringLiteral("service"), service},
                  {QStringLiteral("text"), text}},
                 at + u' ' + text);
        });
        return listening;
    }

    void introduceHubSpot()
    {
        const SimHubSpot &hubSpot = m_box->hubSpot();
        QJsonObject json = hubSpot.introduction();
        json.insert(QStringLiteral("type"), QStringLiteral("hubspot"));
        json.insert(QStringLiteral("tokenVariable"), Box::tokenVariable());
        QString text = QStringLiteral("%1  HubSpot (portal %2), which takes these made-up tokens:")
                           .arg(hubSpot.url().toString())
                           .arg(hubSpot.portal());
        for (const SimToken &token : hubSpot.state().tokens.all())
            text += QStringLiteral("\n  %1  %2 \"%3\", portal %4, %5")
                        .arg(token.token, simTokenKindText(token.kind), token.name)
                        .arg(token.portal)
                        .arg(token.hublet);
        text += QStringLiteral("\nexport %1=%2").arg(Box::tokenVariable(), hubSpot.token());
        line(json, text);
    }

    void introduceReceivers()
    {
        const SimPager &pager = m_box->pager();
        QJsonObject json = pager.introduction();
        json.insert(QStringLiteral("type"), QStringLiteral("pager"));
        json.insert(QStringLiteral("keyVariable"), Box::pagerVariable());
        line(json,
             QStringLiteral("%1  PagerDuty\nexport %2=%3")
                 .arg(pager.url().toString(), Box::pagerVariable(), pager.routingKey()));
        const SimSlack &slack = m_box->slack();
        json = slack.introduction();
        json.insert(QStringLiteral("type"), QStringLiteral("slack"));
        json.insert(QStringLiteral("keyVariable"), Box::slackVariable());
        line(json,
             QStringLiteral("%1  Slack, whose bot has the token %2 and the channel %3\nexport %4=%5")
                 .arg(slack.url().toString(), slack.botToken(), SimSlack::channel(), Box::slackVariable(),
                      slack.webhookUrl().toString()));
    }

    void line(const QJsonObject &json, const QString &text)
    {
        if (m_call.common.json)
            m_call.out << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) << '\n';
        else
            m_call.out << text << '\n';
        m_call.out.flush();
    }

    void refuse(const QString &why)
    {
        m_call.err << "hubwatchctl sim: " << why << '\n';
        m_call.done(Exit::Unable);
    }

    CommandCall m_call;
    SimOptions m_options;
    SystemClock m_clock = {};
    std::unique_ptr<Box> m_box = {};
    std::unique_ptr<BenchBox> m_bench = {};
    std::vector<BoxService> m_services = {};
    QByteArray m_workspace = {};
};

} // namespace

Command simCommand()
{
    Command command{
        .name = QStringLiteral("sim"),
        .usage
        = QStringLiteral("sim [--port N] [--seed N] [--workspace-out FILE] [--services K --series N --change 0.2]"),
        .purpose = QStringLiteral(
            "run services, HubSpot, PagerDuty and Slack with scripted weather on loopback (--port 0: any free ports; "
            "--services: plain targets for measuring)"),
    };
    command.run = [command](const CommandCall &call) {
        CommandCall own = call;
        const auto options = takeSimOptions(own.arguments);
        if (!options) {
            own.err << "hubwatchctl sim: " << options.error() << '\n';
            return own.done(Exit::Unable);
        }
        if (leftOver(own.arguments, 0, command, own.err))
            return own.done(Exit::Unable);
        (new SimSession(std::move(own), *options))->start();
    };
    return command;
}

} // namespace hubwatch
