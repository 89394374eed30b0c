// Wire: QtHttp and a FaultServer, and the wait for one answer.
#pragma once

#include "net/qt_http.h"
#include "support/fault_server.h"
#include "support/printers.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

namespace hubwatch::testing {

class Wire : public ::testing::Test
{
protected:
    Result<HttpResponse> ask(HttpRequest request)
    {
        std::optional<Result<HttpResponse>> result;
        int answers = 0;
        QEventLoop loop;
        http.send(std::move(request), &context, [&](Result<HttpResponse> answer) {
            result = std::move(answer);
            ++answers;
            loop.quit();
        });
        EXPECT_FALSE(result.has_value()) << "answered before send() returned";
        QTimer::singleShot(20s, &loop, &QEventLoop::quit);
        loop.exec();
        QTest::qWait(1); // a second answer would come now
        EXPECT_EQ(answers, 1);
        return result.value_or(fail(Error::Kind::Offline, QStringLiteral("no answer at all")));
    }

    Result<HttpResponse> get(const QString &path, Duration timeout = 5s)
    {
        return ask({.url = server.url(path), .timeout = timeout});
    }

    FaultServer server;
    QtHttp http;
    QObject context;
};

} // namespace hubwatch::testing
