#include "ui/charts/page_words.h"

#include "ui/source_title.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString pageWord(const char *text)
{
    return QCoreApplication::translate("ChartsPage", text);
}

} // namespace

QString unseenSentence(const Snapshot &snapshot, bool engineSilent, Zone zone)
{
    if (engineSilent)
        return pageWord("The engine of this console is silent: what stands here is from %1 and may be wrong. "
                        "Restart Hubwatch if this stays.")
            .arg(clockText(snapshot.at, zone));
    QStringList parts;
    if (snapshot.console.network == ConsoleState::Network::Lost)
        parts << pageWord("This computer has no network since %1: nothing new is seen.")
                     .arg(clockText(snapshot.console.networkLostSince.value_or(snapshot.at), zone));
    else {
        for (const ServiceState &service : snapshot.services) {
            if (service.metrics.reach != EndpointState::Reach::Unreachable)
                continue;
            const TimePoint since = service.metrics.since.value_or(snapshot.at);
            const QString why = service.metrics.error ? service.metrics.error->detail : pageWord("no answer");
            parts << pageWord("%1 is unreachable since %2 (%3): %4.")
                         .arg(sourceTitle(service.config.name), minuteText(since, zone), ageText(snapshot.at - since),
                              why);
        }
        if (parts.size() > 2) {
            QStringList names;
            for (const ServiceState &service : snapshot.services) {
                if (service.metrics.reach == EndpointState::Reach::Unreachable)
                    names << sourceTitle(service.config.name);
            }
            parts = {
                pageWord("%1 services are unreachable: %2.").arg(names.size()).arg(names.join(QStringLiteral(", ")))};
        }
    }
    if (!snapshot.console.storeFault.isEmpty())
        parts << pageWord("Samples are not being stored: %1.").arg(snapshot.console.storeFault);
    return parts.join(u' ');
}

QString foldedSentence(const std::vector<PanelSpec> &hidden, const Snapshot &snapshot, const QStringList &shown)
{
    QStringList ofServices;
    QStringList ofAccounts;
    QStringList wanted;
    const MetricNames names;
    for (const PanelSpec &spec : hidden) {
        const SignalDefinition *definition = findSignal(spec.key);
        if (definition && !definition->concerns(/*account=*/false)) {
            ofAccounts << spec.title;
            continue;
        }
        ofServices << spec.title;
        if (const std::string metric = metricBehind(spec.key, names); !metric.empty())
            wanted << QString::fromStdString(metric);
    }
    wanted.removeDuplicates();
    const QString comma = QStringLiteral(", ");
    if (!shown.isEmpty()) {
        QStringList titles;
        for (const QString &name : shown)
            titles << sourceTitle(name);
        const QStringList all = ofServices + ofAccounts;
        return all.isEmpty() ? QString() : pageWord("Not told by %1: %2.").arg(titles.join(comma), all.join(comma));
    }
    QStringList sentences;
    if (!ofServices.isEmpty())
        sentences << pageWord("Not exposed by any service: %1.").arg(ofServices.join(comma));
    if (!wanted.isEmpty())
        sentences << pageWord("Expose %1, or name your own metric under metric_names in the workspace.")
                         .arg(wanted.join(comma));
    if (!ofAccounts.isEmpty())
        sentences << (snapshot.accounts.empty() ? pageWord("Add an account in Sources to see: %1.")
                                                : pageWord("Not told by any account yet: %1."))
                         .arg(ofAccounts.join(comma));
    return sentences.join(u' ');
}

QString sourceText(const Snapshot &snapshot)
{
    const QString file = QFileInfo(snapshot.workspacePath).fileName();
    const auto count = std::ranges::count(snapshot.services, ServiceState::Kind::Service, &ServiceState::kind);
    const QString services = count == 1 ? pageWord("1 service") : pageWord("%1 services").arg(count);
    const QString words = file.isEmpty() ? services : file + QStringLiteral(", ") + services;
    return snapshot.console.demo ? pageWord("DEMO, %1").arg(words) : words;
}

} // namespace hubwatch::ui
