#include "net/qt_http.h"

#include "net/http_errors.h"
#include "net/http_exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>

namespace hubwatch {

namespace {

/// The machine's proxy for everything but the machine itself.
class SystemProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (onLoopback(query.url()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

QtHttp::QtHttp() = default;
QtHttp::~QtHttp() = default;

void QtHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    QNetworkAccessManager &network = networkFor(request);
    HttpExchange::begin(network, std::move(request), context, std::move(reply));
}

QNetworkAccessManager &QtHttp::networkFor(const HttpRequest &request)
{
    std::unique_ptr<QNetworkAccessManager> &network = m_networks[{request.lane, request.trusts}];
    if (!network) {
        network = std::make_unique<QNetworkAccessManager>();
        network->setProxyFactory(new SystemProxies); // the network owns it
        network->setAutoDeleteReplies(false);
    }
    return *network;
}

} // namespace hubwatch
