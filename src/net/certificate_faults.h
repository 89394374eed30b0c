// What TLS holds against a certificate, in words that name the way out.
#pragma once

#include "base/clock.h"

#include <QSslError>
#include <QString>

namespace hubwatch {

/// Whether the certificate would be good at another time: it is too old, or this machine's clock is wrong.
bool isMatterOfTime(const QList<QSslError> &faults);

/// Each fault once; where it is a matter of time, with what this machine takes for the time. Empty without faults.
QString certificateFault(const QList<QSslError> &faults, TimePoint now);

} // namespace hubwatch
