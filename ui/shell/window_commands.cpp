#include "ui/shell/window_commands.h"

#include "ui/shell/alert_commands.h"
#include "ui/shell/batch_commands.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/readiness_commands.h"
#include "ui/sources/credentials_part.h"
#include "ui/sources/sources_page.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString commandWord(const char *text)
{
    return QCoreApplication::translate("commands", text);
}

void addSourceCommands(std::vector<Command> &commands, const Snapshot &snapshot, PageStack &pages)
{
    for (const auto &[part, text] : {std::pair(SourcesPart::Services, commandWord("Go to Sources: services")),
                                     std::pair(SourcesPart::Accounts, commandWord("Go to Sources: accounts")),
                                     std::pair(SourcesPart::Credentials, commandWord("Go to Sources: credentials"))})
        commands.push_back({text, {}, [&pages, part = part] { pages.openSources(part); }});
    commands.push_back({commandWord("Run the keychain doctor…"), {}, [&pages] {
                            pages.openSources(SourcesPart::Credentials);
                            pages.sources().credentials().runDoctor();
                        }});
    for (const CredentialState &credential : snapshot.credentials) {
        const QString reference = credential.record.reference;
        const auto on = [&pages, reference](void (CredentialsPart::*run)()) {
            return [&pages, reference, run] {
                pages.openSources(SourcesPart::Credentials);
                pages.sources().credentials().select(reference);
                (pages.sources().credentials().*run)();
            };
        };
        commands.push_back({commandWord("Verify %1").arg(reference), {}, on(&CredentialsPart::verify)});
        commands.push_back({commandWord("Rotate %1…").arg(reference), {}, on(&CredentialsPart::rotate)});
        commands.push_back({commandWord("Leak drill for %1…").arg(reference), {}, on(&CredentialsPart::drill)});
    }
    commands.push_back({commandWord("Add an account…"), {}, [&pages] {
                            pages.openSources(SourcesPart::Accounts);
                            pages.sources().addAccount();
                        }});
}

} // namespace

void pollAll(Console &console)
{
    for (const ServiceState &service : console.snapshot()->services) {
        if (service.kind == ServiceState::Kind::Service)
            console.pollNow(service.config.name);
    }
    for (const AccountState &account : console.snapshot()->accounts)
        console.pollAccount(account.config.name);
}

std::vector<Command> pageCommands(Console &console, PageStack &pages)
{
    const SnapshotPtr snapshot = console.snapshot();
    const auto to = [&pages](Page page) { return [&pages, page] { pages.goTo(page); }; };
    std::vector<Command> commands{
        {commandWord("Go to Now"), QStringLiteral("Ctrl+1"), to(Page::Now)},
        {commandWord("Go to Charts"), QStringLiteral("Ctrl+2"), to(Page::Charts)},
        {commandWord("Go to Incidents"), QStringLiteral("Ctrl+3"), to(Page::Incidents)},
        {commandWord("Go to Rules"), QStringLiteral("Ctrl+4"), to(Page::Rules)},
        {commandWord("Go to Batch"), QStringLiteral("Ctrl+5"), to(Page::Batch)},
        {commandWord("Go to Readiness"), QStringLiteral("Ctrl+6"), to(Page::Readiness)},
        {commandWord("Go to Sources"), QStringLiteral("Ctrl+7"), to(Page::Sources)},
        {commandWord("Poll everything now"), QStringLiteral("F5"), [&console] { pollAll(console); }},
        {commandWord("Add services…"), QStringLiteral("Ctrl+N"), [&pages] { pages.addServices(); }},
    };
    std::ranges::move(alertCommands(*snapshot, pages), std::back_inserter(commands));
    std::ranges::move(batchCommands(console, pages), std::back_inserter(commands));
    std::ranges::move(readinessCommands(console, pages), std::back_inserter(commands));
    addSourceCommands(commands, *snapshot, pages);
    for (const AccountState &account : snapshot->accounts) {
        const QString name = account.config.name;
        commands.push_back({commandWord("Open account %1").arg(name), {}, [&pages, name] {
                                pages.openSources(SourcesPart::Accounts, name);
                            }});
        commands.push_back(
            {commandWord("Poll account %1 now").arg(name), {}, [&console, name] { console.pollAccount(name); }});
    }
    for (const ServiceState &service : snapshot->services) {
        if (service.kind != ServiceState::Kind::Service)
            continue;
        const QString name = service.config.name;
        commands.push_back(
            {commandWord("Open charts of %1").arg(name), {}, [&pages, name] { pages.openSignal(name, {}); }});
        commands.push_back(
            {commandWord("Open source of %1").arg(name), {}, [&pages, name] { pages.openService(name); }});
        commands.push_back({commandWord("Poll %1 now").arg(name), {}, [&console, name] { console.pollNow(name); }});
    }
    return commands;
}

} // namespace hubwatch::ui
