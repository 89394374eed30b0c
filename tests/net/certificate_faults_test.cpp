#include "net/certificate_faults.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint longAgo(1'000'000'000s); // 2001

TEST(CertificateFaultsTest, SaysWhatTheClockSaysWhereTimeIsTheMatter)
{
    for (const QSslError::SslError fault : {QSslError::CertificateNotYetValid, QSslError::CertificateExpired}) {
        EXPECT_TRUE(isMatterOfTime({QSslError(fault)}));
        EXPECT_EQ(certificateFault({QSslError(fault)}, longAgo),
                  QSslError(fault).errorString()
                      + QStringLiteral("; this machine's clock says 2001-09-09T01:46:40.000Z"));
    }
}

TEST(CertificateFaultsTest, NamesEachOtherFaultOnceAndNoClock)
{
    const QSslError host(QSslError::HostNameMismatch);
    const QSslError issuer(QSslError::SelfSignedCertificate);
    EXPECT_FALSE(isMatterOfTime({host, issuer}));
    EXPECT_EQ(certificateFault({host, issuer, host}, longAgo),
              host.errorString() + QStringLiteral("; ") + issuer.errorString());
}

TEST(CertificateFaultsTest, SaysNothingWithoutFaults)
{
    EXPECT_FALSE(isMatterOfTime({}));
    EXPECT_EQ(certificateFault({}, longAgo), QString());
}

} // namespace
} // namespace hubwatch
