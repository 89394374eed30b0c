#include "vault/credential_kind.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <array>

namespace hubwatch {

namespace {

constexpr qsizetype longestSecret = 2000;

struct KindNames {
    CredentialKind kind;
    const char *name;
    const char *id;
};

constexpr std::array kindNames{
    KindNames{CredentialKind::Unknown, "unknown kind", "unknown"},
    KindNames{CredentialKind::PrivateAppToken, "private app token", "private-app"},
    KindNames{CredentialKind::ServiceKey, "service key", "service-key"},
    KindNames{CredentialKind::OAuthRefresh, "OAuth", "oauth"},
    KindNames{CredentialKind::OAuthAccess, "OAuth access token", "oauth-access"},
    KindNames{CredentialKind::DeveloperKey, "developer key", "developer-key"},
    KindNames{CredentialKind::PersonalAccessKey, "personal access key", "personal-access-key"},
    KindNames{CredentialKind::Bearer, "bearer token", "bearer"},
    KindNames{CredentialKind::Basic, "user and password", "basic"},
};

const KindNames &namesOf(CredentialKind kind)
{
    for (const KindNames &names : kindNames)
        if (names.kind == kind)
            return names;
    Q_UNREACHABLE();
}

bool fits(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

const QString hexUuid = QStringLiteral("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");
const QString hublet = QStringLiteral("[a-z]{2}[0-9]{1,3}");

bool isHubSpotToken(const QString &text)
{
    return fits(text, QStringLiteral("pat-%1-%2").arg(hublet, hexUuid));
}

/// The object of an OAuth secret; empty when the text is none.
QJsonObject oauthObject(QByteArrayView text)
{
    if (!text.startsWith('{'))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size())).object();
    for (const QString &key :
         {QStringLiteral("client_id"), QStringLiteral("client_secret"), QStringLiteral("refresh_token")})
        if (object.value(key).toString().isEmpty())
            return {};
    return object;
}

QString lastFour(const QString &text)
{
    // Of a short secret four characters would be a good part.
    return text.size() < 16 ? QStringLiteral("...") : QStringLiteral("...") + text.right(4);
}

/// What gets around a secret on its way through web pages, shells and files: none of it is ever part of one.
constexpr std::array<QByteArrayView, 9> loose{"\xEF\xBB\xBF", "\xC2\xA0", "\xE2\x80\x8B", " ", "\t",
                                              "\r",           "\n",       "\v",           "\f"};

struct Quotes {
    QByteArrayView open;
    QByteArrayView close;
};
constexpr std::array quotePairs{Quotes{"\"", "\""}, Quotes{"'", "'"}, Quotes{"`", "`"},
                                Quotes{"\xE2\x80\x9C", "\xE2\x80\x9D"}, Quotes{"\xE2\x80\x98", "\xE2\x80\x99"}};

QByteArrayView withoutLoose(QByteArrayView text)
{
    for (bool again = true; again;) {
        again = false;
        for (const QByteArrayView part : loose) {
            if (text.startsWith(part)) {
                text = text.sliced(part.size());
                again = true;
            } else if (text.endsWith(part)) {
                text.chop(part.size());
                again = true;
            }
        }
    }
    return text;
}

QByteArrayView withoutPrefix(QByteArrayView text, QByteArrayView prefix)
{
    if (text.size() > prefix.size() && text.first(prefix.size()).compare(prefix, Qt::CaseInsensitive) == 0)
        return withoutLoose(text.sliced(prefix.size()));
    return text;
}

QByteArrayView unwrapped(QByteArrayView text)
{
    while (true) {
        const qsizetype before = text.size();
        text = withoutLoose(text);
        for (const Quotes &quotes : quotePairs)
            if (text.size() >= quotes.open.size() + quotes.close.size() && text.startsWith(quotes.open)
                && text.endsWith(quotes.close))
                text = text.sliced(quotes.open.size()).chopped(quotes.close.size());
        text = withoutPrefix(withoutPrefix(text, "Authorization:"), "Bearer ");
        if (text.size() == before)
            return text;
    }
}

/// Where the first byte that cannot be in a secret stands, from 1; 0 when there is none.
qsizetype firstUnfit(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte <= 0x20 || byte == 0x7f)
            return i + 1;
    }
    return 0;
}

/// Why a text that begins like HubSpot's tokens is none; empty when it is one, or does not begin so.
QString tokenComplaint(const QString &text)
{
    if (!text.startsWith(u"pat-") || isHubSpotToken(text))
        return {};
    if (text.contains(u'*') || text.contains(QChar(0x2022)) || text.contains(u"..."))
        return QStringLiteral("this is the masked form of a HubSpot token: choose Show in HubSpot, then Copy");
    // A whole one is "pat-na1-" or "pat-na10-" and 36 characters.
    const qsizetype uuidAt = text.indexOf(u'-', 4) + 1;
    if (uuidAt == 0 || text.size() - uuidAt < 36)
        return QStringLiteral("this HubSpot token lost its end: it has %1 characters, a whole one has 44 "
                              "(pat-na1- and 36 more); copy it again with HubSpot's Copy button")
            .arg(text.size());
    if (text.size() - uuidAt > 36)
        return QStringLiteral("this HubSpot token has %1 characters too many at its end; copy it again with HubSpot's "
                              "Copy button")
            .arg(text.size() - uuidAt - 36);
    return QStringLiteral("this begins like a HubSpot token and is none: expected pat-REGION- and five groups of hex "
                          "digits; copy it again with HubSpot's Copy button");
}

Result<Secret> judged(QByteArrayView text)
{
    const auto refuse
        = [](const QString &why) { return fail(Error::Kind::Rejected, QStringLiteral("secret: ") + why); };
    if (text.isEmpty())
        return refuse(QStringLiteral("nothing was given; pipe it in or paste it"));
    if (text.size() > longestSecret)
        return refuse(QStringLiteral("%1 bytes are more than the %2 that every system's keychain takes; is it a token?")
                          .arg(text.size())
                          .arg(longestSecret));
    if (!oauthObject(text).isEmpty()) {
        // One line of it, since a keychain's text has none to spare and shells break at them.
        QByteArray compact = QJsonDocument(oauthObject(text)).toJson(QJsonDocument::Compact);
        return Secret(std::move(compact));
    }
    if (const qsizetype at = firstUnfit(text); at > 0)
        return refuse(
            QStringLiteral("character %1: white space or a control character inside; copy the secret alone, in "
                           "one piece")
                .arg(at));
    if (const QString complaint = tokenComplaint(QString::fromUtf8(text)); !complaint.isEmpty())
        return refuse(complaint);
    return Secret::copyOf(text);
}

} // namespace

CredentialKind kindOfSecret(const Secret &secret)
{
    if (!oauthObject(secret.reveal()).isEmpty())
        return CredentialKind::OAuthRefresh;
    const QString text = QString::fromUtf8(secret.reveal());
    if (isHubSpotToken(text))
        return CredentialKind::PrivateAppToken;
    if (fits(text, QStringLiteral("CiR[A-Za-z0-9+/_=-]{50,}")))
        return CredentialKind::PersonalAccessKey;
    if (fits(text, QStringLiteral("C[A-Za-z0-9_-]{60,512}")))
        return CredentialKind::OAuthAccess;
    if (fits(text, hexUuid))
        return CredentialKind::DeveloperKey;
    if (fits(text, QStringLiteral("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*")))
        return CredentialKind::Bearer;
    if (fits(text, QStringLiteral("[^:/{\\s]+:[^\\s]+")) && !text.contains(u"://"))
        return CredentialKind::Basic;
    return CredentialKind::Unknown;
}

QString regionOfSecret(const Secret &secret)
{
    const QString text = QString::fromUtf8(secret.reveal());
    return isHubSpotToken(text) ? text.section(u'-', 1, 1) : QString();
}

QString credentialKindName(CredentialKind kind)
{
    return QString::fromLatin1(namesOf(kind).name);
}

QString credentialKindId(CredentialKind kind)
{
    return QString::fromLatin1(namesOf(kind).id);
}

CredentialKind parseCredentialKind(QStringView id)
{
    for (const KindNames &names : kindNames)
        if (id == QLatin1StringView(names.id))
            return names.kind;
    return CredentialKind::Unknown;
}

Fingerprint fingerprintOf(const Secret &secret, const QByteArray &salt)
{
    if (secret.isEmpty())
        return {};
    const CredentialKind kind = kindOfSecret(secret);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(salt);
    if (kind == CredentialKind::OAuthRefresh) {
        // HubSpot replaces the refresh token as it likes; the app that was authorised is the same.
        const QJsonObject app = oauthObject(secret.reveal());
        hash.addData(app.value(QStringLiteral("client_id")).toString().toUtf8());
        hash.addData(app.value(QStringLiteral("client_secret")).toString().toUtf8());
    } else {
        hash.addData(secret.reveal());
    }
    Fingerprint print{.hash = QString::fromLatin1(hash.result().toHex().first(12))};
    const QString text = QString::fromUtf8(secret.reveal());
    switch (kind) {
    case CredentialKind::PrivateAppToken:
    case CredentialKind::ServiceKey:
        print.shown = QStringLiteral("pat-%1-%2").arg(regionOfSecret(secret), lastFour(text));
        break;
    case CredentialKind::OAuthRefresh:
        print.shown = QStringLiteral("oauth-")
            + lastFour(oauthObject(secret.reveal()).value(QStringLiteral("refresh_token")).toString());
        break;
    case CredentialKind::DeveloperKey: print.shown = QStringLiteral("key-") + lastFour(text); break;
    case CredentialKind::PersonalAccessKey:
    case CredentialKind::OAuthAccess:
    case CredentialKind::Bearer:
    case CredentialKind::Unknown: print.shown = lastFour(text); break;
    case CredentialKind::Basic: print.shown = QStringLiteral("basic-..."); break; // a person chose that password
    }
    return print;
}

Result<Secret> cleanedSecret(QByteArray &&pasted)
{
    QByteArray taken = std::exchange(pasted, QByteArray());
    Result<Secret> result = judged(unwrapped(taken));
    if (taken.isDetached())
        wipe(taken.data(), taken.size());
    return result;
}

} // namespace hubwatch
