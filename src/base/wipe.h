// wipe: overwriting what may have held a secret.
#pragma once

#include <QByteArray>
#include <QString>

namespace hubwatch {

/// Overwrites the bytes in a way that compilers do not leave out.
void wipe(char *bytes, qsizetype count);
/// Empties the array, and overwrites what was in it where nobody else shares the bytes.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace hubwatch
