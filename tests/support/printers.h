// How GoogleTest prints Qt's and our own types in a failure.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <ostream>

inline void PrintTo(const QString &text, std::ostream *out)
{
    *out << '"' << text.toStdString() << '"';
}

inline void PrintTo(const QByteArray &bytes, std::ostream *out)
{
    *out << '"' << bytes.toStdString() << '"';
}

inline void PrintTo(const QUrl &url, std::ostream *out)
{
    *out << url.toString().toStdString();
}

namespace hubwatch {

inline void PrintTo(const Error &error, std::ostream *out)
{
    *out << "Error(kind " << int(error.kind) << ", status " << error.status << ", " << error.detail.toStdString()
         << ')';
}

} // namespace hubwatch
