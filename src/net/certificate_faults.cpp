#include "net/certificate_faults.h"

#include "base/time_text.h"

#include <algorithm>

namespace hubwatch {

bool isMatterOfTime(const QList<QSslError> &faults)
{
    return std::ranges::any_of(faults, [](const QSslError &fault) {
        return fault.error() == QSslError::CertificateNotYetValid || fault.error() == QSslError::CertificateExpired;
    });
}

QString certificateFault(const QList<QSslError> &faults, TimePoint now)
{
    QStringList words;
    for (const QSslError &fault : faults)
        words << fault.errorString();
    words.removeDuplicates();
    QString said = words.join(QStringLiteral("; "));
    if (isMatterOfTime(faults))
        said += QStringLiteral("; this machine's clock says %1").arg(utcText(now));
    return said;
}

} // namespace hubwatch
