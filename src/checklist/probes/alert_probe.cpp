#include "checklist/probes/alert_probe.h"

#include "checklist/probe_answer.h"
#include "checklist/probes/alert_judgement.h"
#include "net/credential_http.h"

#include <QUrlQuery>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

struct AlertLook {
    ProbeDoors doors;
    AlertOrder order;
    ProbeCall call;
    CredentialHttp http; ///< a Prometheus may want to know who asks
    std::vector<Fact> facts = {};
    Outcome worst = Outcome::Pass;
    QStringList good = {};
    QStringList wrong = {};  ///< of what is worst, first
    QStringList unread = {}; ///< servers that could not be asked
    std::size_t next = 0;
};
using AlertLookPtr = std::shared_ptr<AlertLook>;

void takeJudgement(AlertLook &look, const AlertJudgement &judged)
{
    look.facts.insert(look.facts.end(), judged.facts.begin(), judged.facts.end());
    if (judged.outcome == Outcome::Pass)
        look.good += judged.words;
    else if (judged.outcome == Outcome::Fail && look.worst != Outcome::Fail)
        look.wrong.prepend(judged.words);
    else
        look.wrong += judged.words;
    if (judged.outcome == Outcome::Fail || (judged.outcome == Outcome::Warn && look.worst == Outcome::Pass))
        look.worst = judged.outcome;
}

Verdict alertVerdict(const AlertLook &look)
{
    QStringList sources{u"the workspace's rules and routes"_s};
    for (const AlertOrder::Server &server : look.order.servers)
        sources += shownWords(server.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), 100);
    Evidence evidence{.kind = Evidence::Kind::Probe,
                      .at = look.doors.clock.now(),
                      .source = sources.join(u", "_s),
                      .facts = look.facts};
    if (!look.order.servers.empty())
        evidence.notes += u"an alerting rule over a recorded series counts only where its expression names %1"_s.arg(
            shownWords(look.order.callsMetric, 80));
    // What was measured bad is bad, whoever else could not be asked; what could not be asked is never a pass.
    if (look.worst == Outcome::Fail || look.unread.empty())
        return measuredVerdict(look.order.item, look.worst,
                               look.wrong.empty() ? look.good.join(u"; "_s) : (look.wrong + look.unread).join(u"; "_s),
                               std::move(evidence), look.order.fresh);
    return measuredVerdict(look.order.item, Outcome::Error, look.unread.join(u"; "_s), std::move(evidence),
                           look.order.fresh);
}

QString serverErrorWords(const AlertOrder::Server &server, const Error &error)
{
    const QString name = shownWords(server.name, 60);
    if (error.status == 401 || error.status == 403)
        return u"%1 refuses who asks (%2): name a credential for it, or correct it"_s.arg(name).arg(error.status);
    if (error.status >= 300 && error.status < 400)
        return u"%1 redirects, as to a login page (%2): give the address of Prometheus itself"_s.arg(name).arg(
            error.status);
    return u"%1 could not be asked for its rules: %2"_s.arg(name, shownWords(error.detail, 200));
}

void askNextServer(const AlertLookPtr &look);

void takeServerAnswer(const AlertLookPtr &look, const AlertOrder::Server &server, const Result<HttpResponse> &answer)
{
    const auto unread = [&](const QString &why) {
        look->unread += why;
        look->facts.push_back({.name = shownWords(server.name, 60), .expected = u"its rules"_s, .got = why});
    };
    if (!answer) {
        unread(serverErrorWords(server, answer.error()));
    } else if (const auto rules = parseServerRules(answer->body); !rules) {
        const bool isPage = answer->body.trimmed().startsWith('<');
        unread(isPage ? u"%1 answers with a web page, not with rules: give the address of Prometheus itself"_s.arg(
                   shownWords(server.name, 60))
                      : u"%1: %2"_s.arg(shownWords(server.name, 60), shownWords(rules.error().detail, 200)));
    } else {
        takeJudgement(*look, judgeServerRules(server.name, *rules, look->order.callsMetric));
    }
    askNextServer(look);
}

void askNextServer(const AlertLookPtr &look)
{
    if (look->next == look->order.servers.size())
        return answerVerdict(look->call, alertVerdict(*look));
    const AlertOrder::Server &server = look->order.servers[look->next++];
    if (look->call.progress)
        look->call.progress(u"asks %1 for its rules"_s.arg(shownWords(server.name, 40)),
                            double(look->next - 1) / double(look->order.servers.size()));
    QUrl url = server.url;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/api/v1/rules"_s);
    url.setQuery(QUrlQuery{{u"type"_s, u"alert"_s}});
    HttpRequest request{.url = url, .headers = {{"Accept", "application/json"}}, .credential = server.credential};
    look->http.send(std::move(request), look->call.context,
                    [look, server](const Result<HttpResponse> &answer) { takeServerAnswer(look, server, answer); });
}

} // namespace

Probe alertProbe(ProbeDoors doors, AlertOrder order)
{
    return [doors, order = std::move(order)](ProbeCall call) {
        // The look holds its client, and the client's calls hold the look: until the last answer, or the context's end.
        auto look = std::make_shared<AlertLook>(
            AlertLook{.doors = doors,
                      .order = order,
                      .call = std::move(call),
                      .http = CredentialHttp(doors.http, doors.clock, doors.secrets,
                                             [](const CredentialRef &, const Secret &) {})});
        takeJudgement(*look, judgeAlerting(order, doors.clock.now()));
        if (order.servers.empty())
            return answerVerdict(look->call, alertVerdict(*look));
        askNextServer(look);
    };
}

} // namespace hubwatch
