#include "vault/qt_keychain_wire.h"

#include <QStringDecoder>
#include <qt6keychain/keychain.h>

namespace hubwatch {

namespace {

const QString keychainService = QStringLiteral("hubwatch");

KeychainAnswer::Code codeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError: return KeychainAnswer::Code::Done;
    case QKeychain::EntryNotFound: return KeychainAnswer::Code::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return KeychainAnswer::Code::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return KeychainAnswer::Code::NoBackend;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: return KeychainAnswer::Code::Failed;
    }
    return KeychainAnswer::Code::Failed; // a later QtKeychain may know more
}

/// The job deletes itself once it has finished, and not before.
void beginJob(QKeychain::Job *job, const QString &name, const KeychainWire::Reply &reply)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job, [reply](QKeychain::Job *finished) {
        KeychainAnswer answer{.code = codeOf(finished->error()), .words = finished->errorString()};
        const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(finished);
        if (read && answer.code == KeychainAnswer::Code::Done)
            answer.secret = Secret(read->textData().toUtf8());
        reply(std::move(answer));
    });
    job->start();
}

} // namespace

void QtKeychainWire::begin(KeychainJob job, Reply reply)
{
    switch (job.kind) {
    case KeychainJob::Kind::Read: return beginJob(new QKeychain::ReadPasswordJob(keychainService), job.name, reply);
    case KeychainJob::Kind::Remove: return beginJob(new QKeychain::DeletePasswordJob(keychainService), job.name, reply);
    case KeychainJob::Kind::Write: {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(job.secret.reveal());
        auto *write = new QKeychain::WritePasswordJob(keychainService);
        if (decoder.hasError()) {
            QMetaObject::invokeMethod(
                write,
                [reply] {
                    reply({.code = KeychainAnswer::Code::Failed,
                           .words = QStringLiteral("the secret is not UTF-8 text")});
                },
                Qt::QueuedConnection);
            return write->deleteLater(); // after that; it has not begun
        }
        write->setTextData(text);
        return beginJob(write, job.name, reply);
    }
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
