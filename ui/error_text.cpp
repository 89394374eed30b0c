#include "ui/error_text.h"

#include "ui/format.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

struct WhyAndNext {
    QString why;
    QString next;
};

QString errorWord(const char *text)
{
    return QCoreApplication::translate("error", text);
}

WhyAndNext offlineText(Error::Reach reach)
{
    switch (reach) {
    case Error::Reach::Dns:
        return {errorWord("the name of the host is not known here"),
                errorWord("Check the address for a slip, and whether this machine needs a VPN to find it.")};
    case Error::Reach::Refused:
        return {errorWord("nothing listens at that address (the connection was refused)"),
                errorWord("Start the service, or correct the port in its address.")};
    case Error::Reach::Tls:
        return {errorWord("no secure connection could be made"),
                errorWord("The details name the fault: an expired certificate, another host's, or one this machine "
                          "does not trust.")};
    case Error::Reach::Timeout:
        return {errorWord("no answer came in time"),
                errorWord("The service may be overloaded. If it is only slow, give it a longer timeout.")};
    case Error::Reach::Reset:
        return {
            errorWord("the connection was cut before the answer was complete"),
            errorWord("It is tried again by itself. If it stays, look at the service's log and at proxies between.")};
    case Error::Reach::NoNetwork:
        return {errorWord("this machine has no network"), errorWord("Polling goes on by itself when it is back.")};
    case Error::Reach::Clock:
        return {errorWord("its certificate is not valid at the time of this machine"),
                errorWord("Set the clock of this machine if it is wrong; else the certificate has to be renewed.")};
    case Error::Reach::Proxy:
        return {errorWord("the proxy wants a name and password"),
                errorWord("Put them into the proxy settings of this system, or let the proxy pass this host.")};
    case Error::Reach::None: return {errorWord("no answer came"), errorWord("It is tried again by itself.")};
    }
    Q_UNREACHABLE();
}

WhyAndNext whyAndNext(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Offline: return offlineText(error.reach);
    case Error::Kind::Unauthorized:
        return {errorWord("the service wants a credential, or refuses the one given"),
                errorWord("Give the service's credential in the workspace, or let the endpoint answer without one.")};
    case Error::Kind::RateLimited:
        return {errorWord("the service asks us to slow down"),
                error.retryAfter
                    ? errorWord("It is tried again in %1. A longer interval avoids it.").arg(ageText(*error.retryAfter))
                    : errorWord("A longer interval avoids it.")};
    case Error::Kind::Rejected:
        return error.status == 404
            ? WhyAndNext{errorWord("there is nothing at that path"),
                         errorWord("Correct the path of the endpoint, or leave it empty if the service has none.")}
            : WhyAndNext{errorWord("the service refuses the request"),
                         errorWord("Asking again will not help; the details give its own words.")};
    case Error::Kind::ServerFault:
        return {errorWord("the service answered that it has a fault of its own"),
                errorWord("Its log says more. It is tried again by itself.")};
    case Error::Kind::Malformed:
        return {errorWord("the answer is not something that can be read"),
                errorWord("The details name the place. A page of HTML means that the path leads elsewhere.")};
    case Error::Kind::Storage:
        return {errorWord("the disk or the keychain did not do its part"),
                errorWord("The details name the file. Check free space and rights.")};
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorText errorText(const Error &error, const QString &what)
{
    const WhyAndNext words = whyAndNext(error);
    ErrorText text{.sentence = errorWord("Could not %1: %2.").arg(what, words.why), .next = words.next};
    text.details = error.detail;
    if (error.status > 0 && !error.detail.contains(QString::number(error.status)))
        text.details = QStringLiteral("HTTP %1, %2").arg(error.status).arg(error.detail);
    return text;
}

} // namespace hubwatch::ui
