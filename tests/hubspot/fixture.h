// Fixtures of HubSpot's answers, of our own writing.
#pragma once

#include <QByteArray>
#include <QFile>

namespace hubwatch::testing {

/// A file of tests/data/hubspot; empty when there is none of that name, which fails the test that reads it.
inline QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(HUBWATCH_TEST_DATA "/hubspot/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace hubwatch::testing
