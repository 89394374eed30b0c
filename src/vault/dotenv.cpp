#include "vault/dotenv.h"

#include <QRegularExpression>

namespace hubwatch {

namespace {

// The package is one regular expression, and so its habits are all kept: this is that expression, with what JavaScript
// and PCRE understand differently spelled out, and with values in quotes written so that long ones need no stack.
const QString dotenvSpace = QStringLiteral("[\\t\\n\\x0b\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}"
                                           "\\x{202f}\\x{205f}\\x{3000}\\x{feff}]");
const QString dotenvLineBegin = QStringLiteral("(?<![^\\n\\r\\x{2028}\\x{2029}])");
const QString dotenvLineEnd = QStringLiteral("(?![^\\n\\r\\x{2028}\\x{2029}])");
const QString dotenvInLine = QStringLiteral("[^\\n\\r\\x{2028}\\x{2029}]");

QString quotedBy(QLatin1StringView quote)
{
    return dotenvSpace + QStringLiteral("*%1(?:[^%1\\\\]++|\\\\%1|\\\\)*%1").arg(quote);
}

const QRegularExpression &dotenvLine()
{
    static const QRegularExpression line(
        dotenvLineBegin + dotenvSpace + QStringLiteral("*(?:export") + dotenvSpace
        + QStringLiteral("+)?([A-Za-z0-9_.-]+)(?:") + dotenvSpace + QStringLiteral("*=") + dotenvSpace
        + QStringLiteral("*?|:") + dotenvSpace + QStringLiteral("+?)(") + quotedBy(QLatin1StringView("'")) + u'|'
        + quotedBy(QLatin1StringView("\"")) + u'|' + quotedBy(QLatin1StringView("`")) + QStringLiteral("|[^#\\r\\n]+)?")
        + dotenvSpace + QStringLiteral("*(?:#") + dotenvInLine + QStringLiteral("*)?") + dotenvLineEnd);
    return line;
}

const QRegularExpression &dotenvQuotes()
{
    static const QRegularExpression quotes(dotenvLineBegin + QStringLiteral("(['\"`])([\\s\\S]*)\\1") + dotenvLineEnd);
    return quotes;
}

bool isJsSpace(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x09 && u <= 0x0d) || u == 0x20 || u == 0xa0 || u == 0x1680 || (u >= 0x2000 && u <= 0x200a)
        || u == 0x2028 || u == 0x2029 || u == 0x202f || u == 0x205f || u == 0x3000 || u == 0xfeff;
}

QString jsTrimmed(QStringView text)
{
    while (!text.isEmpty() && isJsSpace(text.front()))
        text = text.mid(1);
    while (!text.isEmpty() && isJsSpace(text.back()))
        text.chop(1);
    return text.toString();
}

Secret valueOf(QStringView captured)
{
    QString value = jsTrimmed(captured);
    const bool doubleQuoted = value.startsWith(u'"');
    value.replace(dotenvQuotes(), QStringLiteral("\\2"));
    if (doubleQuoted) {
        value.replace(QStringLiteral("\\n"), QStringLiteral("\n"));
        value.replace(QStringLiteral("\\r"), QStringLiteral("\r"));
    }
    Secret secret(value.toUtf8());
    wipe(value);
    return secret;
}

} // namespace

Result<std::map<QString, Secret>> parseDotenv(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes);
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');

    std::map<QString, Secret> values;
    qsizetype at = 0;
    while (true) {
        const QRegularExpressionMatch line = dotenvLine().match(text, at);
        if (!line.isValid())
            return fail(Error::Kind::Storage, QStringLiteral("a value is too long to be read"));
        if (!line.hasMatch())
            break;
        values.insert_or_assign(line.captured(1), valueOf(line.capturedView(2)));
        at = line.capturedEnd();
    }
    wipe(text);
    return values;
}

} // namespace hubwatch
