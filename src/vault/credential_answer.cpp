#include "vault/credential_answer.h"

#include <QMetaObject>
#include <QObject>
#include <QProcess>
#include <QRegularExpression>

namespace hubwatch {

void answerLater(QObject *context, CredentialReader::Reply reply, Result<Secret> result)
{
    QMetaObject::invokeMethod(
        context, [reply = std::move(reply), result = std::move(result)] { reply(result); }, Qt::QueuedConnection);
}

QString shownRef(const CredentialRef &ref)
{
    if (ref.source != CredentialRef::Source::Command)
        return credentialRefText(ref);
    return credentialRefText({.source = ref.source, .place = QProcess::splitCommand(ref.place).value(0)});
}

Error credentialError(const CredentialRef &ref, const QString &sentence)
{
    return {.kind = Error::Kind::Storage, .detail = shownRef(ref) + QStringLiteral(": ") + sentence};
}

Result<Secret> located(const CredentialRef &ref, Result<Secret> result)
{
    if (result)
        return result;
    Error error = credentialError(ref, result.error().detail);
    error.reach = result.error().reach;
    return tl::unexpected(std::move(error));
}

QString shownNames(const QStringList &names)
{
    constexpr qsizetype most = 10;
    static const QRegularExpression plain(QStringLiteral("\\A(?!pat-)[A-Za-z0-9_.-]{1,40}\\z"));
    QStringList shown;
    for (const QString &name : names)
        if (plain.match(name).hasMatch() && shown.size() < most)
            shown += name;
    const qsizetype more = names.size() - shown.size();
    if (shown.isEmpty() || more == 0)
        return shown.join(QStringLiteral(", "));
    return QStringLiteral("%1 and %2 more").arg(shown.join(QStringLiteral(", "))).arg(more);
}

void cutLineEnds(QByteArray &text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
}

} // namespace hubwatch
