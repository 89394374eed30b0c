// OnceBody: a request body that can be read once, so that nobody can send it a second time.
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace hubwatch {

/// QNetworkAccessManager sends a request again by itself when the connection closes before the answer. It can do so
/// only with a body it can rewind; a sequential device it cannot, and fails with ContentReSendError instead.
class OnceBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } ///< QIODevice would complain to the log, and this is what we are for
    bool atEnd() const override { return m_read == m_bytes.size() && QIODevice::atEnd(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_read + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

} // namespace hubwatch
