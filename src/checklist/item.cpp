#include "checklist/item.h"

#include "checklist/metric_sum.h"
#include "checklist/own_options.h"
#include "metrics/metric_name.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace hubwatch {

namespace {

using OptionMap = std::map<QString, QString>;

/// What a probe takes, and what each option must be; an empty answer of `fault` is good.
struct OwnProbeOptions {
    QString name = {};
    QStringList options = {};
    QString (*fault)(const OptionMap &) = nullptr;
};

QString optionOf(const OptionMap &options, const char *name)
{
    const auto found = options.find(QString::fromLatin1(name));
    return found == options.end() ? QString() : found->second;
}

bool hasOption(const OptionMap &options, const char *name)
{
    return options.contains(QString::fromLatin1(name));
}

QString expressionFault(const OptionMap &options, const char *name)
{
    const QRegularExpression expression(optionOf(options, name));
    if (expression.isValid())
        return {};
    return QStringLiteral("%1: not a regular expression: %2 at character %3")
        .arg(QString::fromLatin1(name), expression.errorString())
        .arg(expression.patternErrorOffset() + 1);
}

QString numberFault(const OptionMap &options, const char *name)
{
    if (!hasOption(options, name) || ownNumber(optionOf(options, name)))
        return {};
    return QStringLiteral("%1: expected a number such as \"0.5\", found \"%2\"")
        .arg(QString::fromLatin1(name), optionOf(options, name));
}

QString countFault(const OptionMap &options, const char *name)
{
    bool isCount = false;
    const int count = optionOf(options, name).toInt(&isCount);
    if (!hasOption(options, name) || (isCount && count >= 0))
        return {};
    return QStringLiteral("%1: expected a whole number such as \"0\", found \"%2\"")
        .arg(QString::fromLatin1(name), optionOf(options, name));
}

QString firstFault(const QStringList &faults)
{
    const auto fault = std::ranges::find_if(faults, [](const QString &one) { return !one.isEmpty(); });
    return fault == faults.end() ? QString() : *fault;
}

QString placeFault(const OptionMap &options)
{
    const QString path = optionOf(options, "path");
    const QUrl url(optionOf(options, "url"), QUrl::StrictMode);
    if (hasOption(options, "path") == hasOption(options, "url"))
        return QStringLiteral(
            "expected path (\"/version\", on the test instance) or url (\"https://...\"), one of them");
    if (hasOption(options, "path") && (!path.startsWith(u'/') || path.startsWith(QStringLiteral("//"))))
        return QStringLiteral("path: expected a path such as \"/version\", found \"%1\"").arg(path);
    const bool isWeb = url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    if (hasOption(options, "url") && (!url.isValid() || !isWeb || url.host().isEmpty()))
        return QStringLiteral("url: expected one that begins with \"https://\" or \"http://\"");
    return {};
}

QString httpFault(const OptionMap &options)
{
    const QString method = hasOption(options, "method") ? optionOf(options, "method") : QStringLiteral("GET");
    const auto known = ownMethod(method);
    if (const QString fault = placeFault(options); !fault.isEmpty())
        return fault;
    if (!known)
        return QStringLiteral("method: expected GET, HEAD, POST, PUT, PATCH or DELETE, found \"%1\"").arg(method);
    if (hasOption(options, "url") && !isReading(*known))
        return QStringLiteral("method: %1 goes to the test instance alone: use path in place of url").arg(method);
    if (hasOption(options, "status") && !StatusPattern::parse(optionOf(options, "status")))
        return QStringLiteral("status: expected one such as \"200\", \"2xx\" or \"401 or 403\", found \"%1\"")
            .arg(optionOf(options, "status"));
    if (hasOption(options, "header") && optionOf(options, "header").section(u':', 0, 0).trimmed().isEmpty())
        return QStringLiteral("header: expected a name, or a name and a part of its value: \"X-Frame-Options: DENY\"");
    return {};
}

QString fileFault(const OptionMap &options)
{
    const QString path = optionOf(options, "path");
    if (path.isEmpty())
        return QStringLiteral("path: is missing; expected a file of the repository such as \"Dockerfile\"");
    if (path.startsWith(u'/') || path.contains(u':') || path.contains(u'\\')
        || path.split(u'/').contains(QStringLiteral("..")))
        return QStringLiteral("path: expected one within the repository, with \"/\" and without \"..\", found \"%1\"")
            .arg(path);
    const QString exists = optionOf(options, "exists");
    if (hasOption(options, "exists") && exists != QLatin1StringView("true") && exists != QLatin1StringView("false"))
        return QStringLiteral("exists: expected \"true\" or \"false\", found \"%1\"").arg(exists);
    if (exists == QLatin1StringView("false") && (hasOption(options, "contains") || hasOption(options, "lacks")))
        return QStringLiteral("exists: what is not there contains nothing: leave contains and lacks out");
    return firstFault({expressionFault(options, "contains"), expressionFault(options, "lacks")});
}

QString commandFault(const OptionMap &options)
{
    if (optionOf(options, "run").trimmed().isEmpty())
        return QStringLiteral("run: is missing; expected a program and its arguments: \"npm test\"");
    return {};
}

QString metricFault(const OptionMap &options)
{
    const QString name = optionOf(options, "name");
    if (!isMetricName(name.toStdString()))
        return QStringLiteral("name: expected a metric's name such as \"hubspot_api_calls_total\", found \"%1\"")
            .arg(name);
    if (!hasOption(options, "above") && !hasOption(options, "below"))
        return QStringLiteral("expected above or below, a number that the metric must be over or under");
    if (!labelsNamed(optionOf(options, "labels")))
        return QStringLiteral("labels: expected such as \"status=429,method=GET\", found \"%1\"")
            .arg(optionOf(options, "labels"));
    return firstFault({numberFault(options, "above"), numberFault(options, "below")});
}

QString handFault(const OptionMap &)
{
    return {};
}

QString resultsFault(const OptionMap &options)
{
    return firstFault({countFault(options, "at_most_failed"), countFault(options, "least_tests")});
}

const std::vector<OwnProbeOptions> &ownProbeOptions()
{
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); };
    static const std::vector<OwnProbeOptions> all{
        {QStringLiteral("http"), words("path url method status contains header"), httpFault},
        {QStringLiteral("file"), words("path exists contains lacks"), fileFault},
        {QStringLiteral("command"), words("run"), commandFault},
        {QStringLiteral("metric"), words("name above below labels"), metricFault},
        {QStringLiteral("hand"), {}, handFault},
        {QStringLiteral("results"), words("at_most_failed least_tests"), resultsFault},
    };
    return all;
}

} // namespace

std::vector<QString> probeNames()
{
    std::vector<QString> names;
    for (const OwnProbeOptions &probe : ownProbeOptions())
        names.push_back(probe.name);
    return names;
}

QString optionComplaint(const QString &probe, const std::map<QString, QString> &options)
{
    const auto known = std::ranges::find(ownProbeOptions(), probe, &OwnProbeOptions::name);
    if (known == ownProbeOptions().end())
        return QStringLiteral("unknown probe \"%1\"; expected http, file, command, metric, hand or results").arg(probe);
    for (const auto &[name, value] : options) {
        if (known->options.contains(name))
            continue;
        if (known->options.isEmpty())
            return QStringLiteral("unknown option \"%1\": %2 takes none").arg(name, probe);
        return QStringLiteral("unknown option \"%1\" of %2; expected %3")
            .arg(name, probe, known->options.join(QStringLiteral(", ")));
    }
    return known->fault(options);
}

} // namespace hubwatch
