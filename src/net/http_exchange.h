// HttpExchange: one request on the wire and the answer to it.
#pragma once

#include "net/http.h"
#include "net/inflate.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>

class QNetworkAccessManager;

namespace hubwatch {

/// Carries one request through its redirects to the one answer, then deletes itself; a child of its network.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    /// Begins at once; `reply` is called later, and never if `context` dies first.
    static void begin(QNetworkAccessManager &network, HttpRequest request, QObject *context, HttpClient::Reply reply);
    ~HttpExchange() override;

private:
    HttpExchange(QNetworkAccessManager &network, HttpRequest request, QObject *context, HttpClient::Reply reply);

    void start();
    void readHead();
    void readMore();
    void readEnd();
    Error wireError(QNetworkReply::NetworkError error) const;
    bool cutShort() const;
    bool followRedirect(const HttpResponse &response);
    void dropCall();
    void answer(Result<HttpResponse> result);
    void fail(Error error);

    QNetworkAccessManager &m_network;
    HttpRequest m_request;
    QPointer<QObject> m_context;
    HttpClient::Reply m_reply;
    QPointer<QNetworkReply> m_call = {};
    QElapsedTimer m_stopwatch = {};
    QTimer m_deadline;
    int m_redirectsLeft = 0;
    bool m_headRead = false;
    QList<QSslError> m_certificateFaults = {};
    std::optional<Inflate> m_inflate = {};
    HttpResponse m_response = {};
};

} // namespace hubwatch
