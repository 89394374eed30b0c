// The samples of tests/data/checklist/secrets, and credentials that nobody has issued.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <gtest/gtest.h>
#include <vector>

namespace hubwatch::testing {

struct SecretSample {
    QByteArray name = {};
    QByteArray rule = {};
    QByteArray text = {};
};

inline std::vector<SecretSample> secretSamples(const char *file)
{
    QFile samples(QStringLiteral(HUBWATCH_TEST_DATA "/checklist/secrets/") + QString::fromLatin1(file));
    EXPECT_TRUE(samples.open(QIODevice::ReadOnly)) << file;
    std::vector<SecretSample> all;
    for (const QByteArray &line : samples.readAll().split('\n')) {
        if (line.startsWith("== ")) {
            const qsizetype bar = line.indexOf(" | ");
            all.push_back({.name = bar < 0 ? line.mid(3) : line.mid(3, bar - 3),
                           .rule = bar < 0 ? QByteArray() : line.mid(bar + 3)});
        } else if (!all.empty()) {
            all.back().text += line + '\n';
        }
    }
    return all;
}

// Put together here, so that no file of ours holds one.
inline QByteArray inventedToken(const char *hublet = "na1")
{
    return QByteArray("pat-") + hublet + "-decafbad-f00d-4bee-9a17-5ca1ab1e0d15";
}
inline QByteArray inventedUuid(bool other = false)
{
    if (other)
        return QByteArray("acce55ed-b01d-") + "4f00-a5c1-ded1ca7e9362";
    return QByteArray("c0ffee42-7ac0-") + "4b1d-9e57-0dd5ba11f3a6";
}

} // namespace hubwatch::testing
