#include "workspace/value_checks.h"

#include "base/duration_text.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

struct CredentialKind {
    const char *prefix;
    const char *pattern; ///< of what follows the prefix
    const char *form;
};

constexpr std::array credentialKinds{
    CredentialKind{"keychain:", "[^\\s].*", "keychain:NAME"},
    CredentialKind{"env:", "[A-Za-z_][A-Za-z0-9_]*", "env:NAME"},
    CredentialKind{"dotenv:", "[^#]+#[A-Za-z_][A-Za-z0-9_]*", "dotenv:PATH#NAME"},
    CredentialKind{"command:", "[^\\s].*", "command:PROGRAM ARGS..."},
    CredentialKind{"aws-sm:", "[^#]+(#[^#]+)?", "aws-sm:SECRET_ID#JSON_KEY"},
    CredentialKind{"gcp-sm:", "projects/[^/]+/secrets/[^/]+(/versions/[^/]+)?(#[^#]+)?", "gcp-sm:projects/P/secrets/S"},
    CredentialKind{"vault:", "[^#]+#[^#]+", "vault:secret/data/hubspot#token"},
};

struct SizeUnit {
    const char *name;
    double bytes;
};

constexpr std::array sizeUnits{
    SizeUnit{"TB", 1e12},
    SizeUnit{"GB", 1e9},
    SizeUnit{"MB", 1e6},
    SizeUnit{"kB", 1e3},
    SizeUnit{"GiB", 1024.0 * 1024 * 1024},
    SizeUnit{"MiB", 1024.0 * 1024},
    SizeUnit{"B", 1},
};

int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (size_t j = 1; j < row.size(); ++j) {
            const int replaced = diagonal + (a[i - 1] == b[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

bool hubSpotHost(const QString &host)
{
    return host == QStringLiteral("hubapi.com") || host.endsWith(QStringLiteral(".hubapi.com"));
}

} // namespace

bool looksLikeSecret(QStringView text)
{
    static const QRegularExpression secret(QStringLiteral(
        "pat-[a-z]{2,3}\\d*-|xox[abposr]-|hooks\\.slack\\.com/services/|AKIA[0-9A-Z]{12}|gh[pousr]_[A-Za-z0-9]{20}"
        "|-----BEGIN|Bearer\\s+\\S{20}|eyJ[A-Za-z0-9_-]{10}"));
    return secret.match(text.toString()).hasMatch();
}

QString shown(const QString &text)
{
    constexpr qsizetype longest = 60;
    // HubSpot's old API keys are bare UUIDs; so are many harmless things, hence only here.
    static const QRegularExpression uuid(QStringLiteral("[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-"));
    if (looksLikeSecret(text) || uuid.match(text).hasMatch())
        return QStringLiteral("text that looks like a secret (not shown)");
    QString plain = text.size() > longest ? text.left(longest) + QStringLiteral("...") : text;
    for (QChar &character : plain)
        if (!character.isPrint() && !character.isSurrogate())
            character = u' ';
    return u'"' + plain + u'"';
}

Complaint credentialComplaint(const QString &text)
{
    if (looksLikeSecret(text))
        return QStringLiteral("a secret stands in this file (it is not shown); store it with \"hubwatchctl token set "
                              "NAME\", write \"keychain:NAME\" here, and rotate it if the file was shared");
    for (const CredentialKind &kind : credentialKinds) {
        const QString prefix = QString::fromLatin1(kind.prefix);
        if (!text.startsWith(prefix))
            continue;
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(QString::fromLatin1(kind.pattern)));
        if (pattern.match(text.mid(prefix.size())).hasMatch())
            return std::nullopt;
        return QStringLiteral("expected \"%1\", found something else after \"%2\"")
            .arg(QString::fromLatin1(kind.form), prefix);
    }
    QStringList forms;
    for (const CredentialKind &kind : credentialKinds)
        forms += QString::fromLatin1(kind.prefix);
    return QStringLiteral("expected a reference such as \"keychain:prod\" (%1), found text of no known kind; it is not "
                          "shown because it may be a secret")
        .arg(forms.join(QStringLiteral(" ")));
}

Complaint nameComplaint(const QString &text)
{
    constexpr qsizetype longest = 100;
    const bool printable = std::ranges::all_of(text, [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    if (text.trimmed().isEmpty())
        return QStringLiteral("expected a name, found nothing");
    if (text.trimmed() != text || !printable)
        return QStringLiteral("expected a name without control characters or space around it, found %1")
            .arg(shown(text));
    if (text.size() > longest)
        return QStringLiteral("expected a name of at most %1 characters, found %2").arg(longest).arg(text.size());
    return std::nullopt;
}

Complaint pathComplaint(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const bool spaced = std::ranges::any_of(text, [](QChar c) { return c.isSpace() || !c.isPrint(); });
    if (!text.startsWith(u'/') || text.startsWith(QStringLiteral("//")) || spaced || text.contains(u'#'))
        return QStringLiteral("expected a path such as \"/metrics\", or \"\" for none, found %1").arg(shown(text));
    return std::nullopt;
}

Complaint placeComplaint(const QString &text)
{
    if (text.trimmed().isEmpty())
        return QStringLiteral("expected a path, found nothing");
    if (!std::ranges::all_of(text, [](QChar c) { return c.isPrint() || c.isSurrogate(); }))
        return QStringLiteral("expected a path without control characters, found %1").arg(shown(text));
    return std::nullopt;
}

Complaint burstComplaint(const QString &text)
{
    constexpr int most = 1000;
    static const QRegularExpression form(QStringLiteral("^(\\d{1,6})/(\\w+)$"));
    const QRegularExpressionMatch match = form.match(text);
    const std::optional<Duration> span = match.hasMatch() ? parseDuration(match.capturedView(2)) : std::nullopt;
    if (!span || *span < 1s)
        return QStringLiteral("expected calls per time such as \"80/10s\", found %1").arg(shown(text));
    const int calls = match.captured(1).toInt();
    if (calls < 1 || calls > most)
        return QStringLiteral("expected 1 to %1 calls, found %2").arg(most).arg(calls);
    return std::nullopt;
}

Complaint urlComplaint(const QString &text, const QString &example)
{
    const QString expected = QStringLiteral("expected a URL such as \"%1\", ").arg(example);
    if (text.isEmpty())
        return expected + QStringLiteral("found nothing");
    const QUrl url(text, QUrl::StrictMode);
    // Before anything is repeated: what stands before an @ may be a password.
    if (text.contains(u'@') && (!url.isValid() || !url.userInfo().isEmpty() || url.host().isEmpty()))
        return QStringLiteral(
            "a URL must not carry a user or password (it is not shown); remove what stands before the "
            "@ and give a credential reference instead");
    if (!url.isValid())
        return expected
            + QStringLiteral("found %1: %2")
                  .arg(shown(text), looksLikeSecret(text) ? QString() : url.errorString().section(u';', 0, 0));
    if (!text.contains(QStringLiteral("://")))
        return expected + QStringLiteral("found %1; put http:// or https:// before it").arg(shown(text));
    if (url.scheme() != QStringLiteral("http") && url.scheme() != QStringLiteral("https"))
        return expected + QStringLiteral("found the scheme \"%1\"").arg(url.scheme());
    if (url.host().isEmpty())
        return expected + QStringLiteral("found no host in %1").arg(shown(text));
    if (url.port(1) < 1)
        return expected + QStringLiteral("found port 0; ports are 1 to 65535");
    if (url.hasQuery() || url.hasFragment())
        return expected + QStringLiteral("found something after ? or # (it is not shown)");
    return std::nullopt;
}

Complaint openUrlComplaint(const QString &text, const QString &example, const QString &keyToUse)
{
    static const QRegularExpression word(QStringLiteral("/(?=[^/]*\\d)[A-Za-z0-9_-]{16,}"));
    if (looksLikeSecret(text) || (text.contains(QStringLiteral("://")) && word.match(text).hasMatch()))
        return QStringLiteral("this URL is itself a secret (it is not shown); store it and write %1 = "
                              "\"keychain:NAME\" instead")
            .arg(keyToUse);
    return urlComplaint(text, example);
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == QStringLiteral("localhost") || host.endsWith(QStringLiteral(".localhost"))
        || QHostAddress(host).isLoopback();
}

Complaint apiComplaint(const QUrl &url, const QStringList &trustedHosts)
{
    if (isLoopback(url))
        return std::nullopt;
    if (url.scheme() != QStringLiteral("https"))
        return QStringLiteral("expected https, found http; a token is sent there, so plain http is for this machine "
                              "(localhost) only");
    if (!hubSpotHost(url.host()) && !trustedHosts.contains(url.host()))
        return QStringLiteral("\"%1\" is not a host of HubSpot; if the token may be sent there, add trusted_hosts = "
                              "[\"%1\"] to this account")
            .arg(url.host());
    return std::nullopt;
}

std::optional<qint64> parseSize(QStringView text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,12}(?:\\.\\d{1,3})?)([A-Za-z]+)$"));
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    for (const SizeUnit &unit : sizeUnits)
        if (match.capturedView(2) == QLatin1StringView(unit.name)) {
            const double bytes = std::round(match.capturedView(1).toDouble() * unit.bytes);
            return bytes <= 9e15 ? std::optional(qint64(bytes)) : std::nullopt;
        }
    return std::nullopt;
}

QString sizeText(qint64 bytes)
{
    for (const SizeUnit &unit : sizeUnits)
        if (const auto size = qint64(unit.bytes); bytes >= size && bytes % size == 0)
            return QString::number(bytes / size) + QString::fromLatin1(unit.name);
    return QString::number(bytes) + u'B';
}

std::optional<QString> nearest(const QString &word, const QStringList &valid)
{
    constexpr int near = 2;
    QString best;
    int bestDistance = near + 1;
    for (const QString &candidate : valid) {
        const int distance = editDistance(word.toLower().replace(u'-', u'_'), candidate);
        // A short word is near to everything.
        if (distance < bestDistance && distance * 2 < std::max<qsizetype>(candidate.size(), 3)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best.isEmpty() ? std::nullopt : std::optional(best);
}

QString listed(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted += u'"' + word + u'"';
    if (quoted.size() < 2)
        return quoted.join(QString());
    const QString last = quoted.takeLast();
    return quoted.join(QStringLiteral(", ")) + QStringLiteral(" or ") + last;
}

} // namespace hubwatch
