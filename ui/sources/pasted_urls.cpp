#include "ui/sources/pasted_urls.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

namespace hubwatch::ui {

namespace {

bool plainByNature(const QString &host)
{
    return host == u"localhost" || host.endsWith(u".localhost") || !QHostAddress(host).isNull();
}

} // namespace

PastedUrls pastedUrls(const QString &text)
{
    PastedUrls found;
    int number = 0;
    for (const QString &raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        QUrl url;
        if (line.contains(u"://"))
            url = QUrl(line, QUrl::StrictMode);
        else {
            url = QUrl(QStringLiteral("https://") + line, QUrl::StrictMode);
            if (plainByNature(url.host()))
                url.setScheme(QStringLiteral("http"));
        }
        const bool web = url.scheme() == u"http" || url.scheme() == u"https";
        if (!url.isValid() || !web || url.host().isEmpty()) {
            found.problems << QCoreApplication::translate(
                                  "pasted",
                                  "Line %1: “%2” is not an address. Expected something like https://sync.example.com")
                                  .arg(number)
                                  .arg(line);
            continue;
        }
        if (!url.userInfo().isEmpty()) {
            found.problems
                << QCoreApplication::translate(
                       "pasted",
                       "Line %1: a password in an address ends up in files and logs. Leave it out and name a "
                       "credential in the workspace instead.")
                       .arg(number);
            continue;
        }
        if (url.path() == u"/")
            url.setPath(QString());
        const QString whole = url.toString(QUrl::StripTrailingSlash);
        if (!found.urls.contains(whole))
            found.urls << whole;
    }
    return found;
}

} // namespace hubwatch::ui
