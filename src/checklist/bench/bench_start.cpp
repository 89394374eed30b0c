#include "checklist/bench/bench_start.h"

#include "net/http_errors.h"

#include <QProcess>
#include <array>

namespace hubwatch {

namespace {

constexpr QLatin1StringView commandMark{"command:"};

std::optional<HttpRequest::Method> startMethod(const QString &name)
{
    using Method = HttpRequest::Method;
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete})
        if (name == QLatin1StringView(methodName(method)))
            return method;
    return std::nullopt;
}

Result<BenchStart> httpStart(const QString &text, const QUrl &testUrl)
{
    const QString word = text.section(u' ', 0, 0);
    const QString path = text.section(u' ', 1).trimmed();
    const auto method = startMethod(word);
    if (!method || !path.startsWith(u'/'))
        return fail(
            Error::Kind::Rejected,
            QStringLiteral("bench_start is \"%1\"; expected \"POST /path\", \"command:PROGRAM ARGS\", or nothing")
                .arg(text.left(80)));
    if (!testUrl.isValid() || testUrl.host().isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("no test instance is named: add test_url"));
    QUrl url = testUrl; // put together, not resolved: a path must not lead to another host
    QString base = testUrl.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path.section(u'?', 0, 0), QUrl::TolerantMode);
    url.setQuery(path.contains(u'?') ? path.section(u'?', 1) : QString());
    return BenchStart{.kind = BenchStart::Kind::Http,
                      .request = {.method = *method, .url = url, .once = true},
                      .words = word + u' ' + path.section(u'?', 0, 0)};
}

} // namespace

Result<BenchStart> parseBenchStart(const QString &text, const QUrl &testUrl, const QString &folder)
{
    const QString start = text.trimmed();
    if (start.isEmpty())
        return BenchStart{};
    if (!start.startsWith(commandMark))
        return httpStart(start, testUrl);
    QStringList words = QProcess::splitCommand(start.mid(commandMark.size()));
    if (words.isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("bench_start names no program behind \"command:\""));
    const QString program = words.takeFirst();
    return BenchStart{.kind = BenchStart::Kind::Command,
                      .process = {.program = program, .arguments = words, .folder = folder},
                      .words = program};
}

std::map<QString, QString> benchEnvironment(const QUrl &standIn)
{
    return {{QStringLiteral("HUBSPOT_BASE_URL"), standIn.toString()},
            {QStringLiteral("HUBWATCH_BENCH_URL"), standIn.toString()}};
}

} // namespace hubwatch
