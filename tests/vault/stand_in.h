// StandIn: one of the Python servers of tests/e2e beside a C++ test.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <gtest/gtest.h>

namespace hubwatch::testing {

/// Started with a free port, which it tells first; killed at the end.
class StandIn
{
public:
    explicit StandIn(const char *script, const QStringList &more = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PYTHONDONTWRITEBYTECODE"), QStringLiteral("1"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"),
                        QStringList{QStringLiteral(HUBWATCH_TEST_DATA "/../e2e/") + QString::fromLatin1(script),
                                    QStringLiteral("0")}
                            + more);
        QByteArray line;
        while (!line.endsWith('\n') && m_process.waitForReadyRead(20'000))
            line += m_process.readLine();
        m_port = QJsonDocument::fromJson(line).object()[QLatin1StringView("port")].toInt();
        EXPECT_GT(m_port, 0) << script << " did not tell its port; python3 is needed";
    }
    ~StandIn() { end(); }

    QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(m_port); }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    int m_port = 0;
};

} // namespace hubwatch::testing
