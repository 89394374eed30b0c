#include "base/wipe.h"

#include <utility>

namespace hubwatch {

void wipe(char *bytes, qsizetype count)
{
    volatile char *out = bytes;
    for (qsizetype i = 0; i < count; ++i)
        out[i] = 0;
}

void wipe(QByteArray &bytes)
{
    QByteArray taken = std::exchange(bytes, QByteArray());
    if (taken.isDetached())
        wipe(taken.data(), taken.size());
}

void wipe(QString &text)
{
    QString taken = std::exchange(text, QString());
    if (taken.isDetached())
        wipe(reinterpret_cast<char *>(taken.data()), taken.size() * qsizetype(sizeof(QChar)));
}

} // namespace hubwatch
