#include "alerts/matcher.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using Op = Matcher::Op;

constexpr qsizetype longestExpression = 500;

bool isExpression(Op op)
{
    return op == Op::Matches || op == Op::NotMatches;
}

QLatin1StringView opText(Op op)
{
    switch (op) {
    case Op::Equal: return QLatin1StringView("=");
    case Op::NotEqual: return QLatin1StringView("!=");
    case Op::Matches: return QLatin1StringView("=~");
    case Op::NotMatches: return QLatin1StringView("!~");
    }
    Q_UNREACHABLE();
}

/// The whole value, as Alertmanager; a pattern that would search for ever is given up instead.
QRegularExpression wholeValue(const QString &pattern)
{
    return QRegularExpression(QStringLiteral("(*LIMIT_MATCH=20000)") + QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::DotMatchesEverythingOption);
}

struct PatternFault {
    qsizetype offset = 0; ///< in the pattern
    QString words = {};
};

/// What Alertmanager's expressions do not have, and ours would take: a mute must mean the same in both.
std::optional<PatternFault> foreignFault(const QString &pattern)
{
    for (qsizetype at = 0; at + 1 < pattern.size(); ++at) {
        const QStringView rest = QStringView(pattern).sliced(at);
        if (rest.startsWith(u'\\')) {
            if (rest[1] >= u'1' && rest[1] <= u'9')
                return PatternFault{at, QStringLiteral("a reference to a group is not known here: write it out")};
            ++at;
            continue;
        }
        for (const QStringView look : {u"(?=", u"(?!", u"(?<=", u"(?<!"}) {
            if (rest.startsWith(look))
                return PatternFault{at, QStringLiteral("looking ahead or behind is not known here: use !~ instead")};
        }
    }
    return std::nullopt;
}

std::optional<PatternFault> patternFault(const QString &pattern)
{
    if (pattern.size() > longestExpression)
        return PatternFault{longestExpression,
                            QStringLiteral("the regular expression has %1 characters: at most %2 are "
                                           "taken")
                                .arg(pattern.size())
                                .arg(longestExpression)};
    // By itself first: "a)|(b" is nothing, and would be something once it stands in a group.
    const QRegularExpression bare(pattern);
    if (!bare.isValid())
        return PatternFault{bare.patternErrorOffset(),
                            QStringLiteral("the regular expression is not valid: %1").arg(bare.errorString())};
    if (const QRegularExpression whole = wholeValue(pattern); !whole.isValid())
        return PatternFault{pattern.size(),
                            QStringLiteral("the regular expression is not valid: %1").arg(whole.errorString())};
    return foreignFault(pattern);
}

/// Reads matchers from left to right; the first error ends it.
class MatcherReader
{
public:
    explicit MatcherReader(QStringView text)
        : m_text(text)
    { }

    Result<std::vector<Matcher>> all();

private:
    Result<Matcher> one();
    Result<QString> label();
    Result<Op> op(const QString &label);
    Result<QString> value();
    Result<QString> quoted();
    bool skipSpace();
    bool atEnd() const { return m_at == m_text.size(); }
    QString found() const;
    tl::unexpected<Error> wrong(qsizetype at, const QString &words) const;

    QStringView m_text;
    qsizetype m_at = 0;
};

tl::unexpected<Error> MatcherReader::wrong(qsizetype at, const QString &words) const
{
    return fail(Error::Kind::Malformed, QStringLiteral("column %1: %2").arg(at + 1).arg(words));
}

QString MatcherReader::found() const
{
    return atEnd() ? QStringLiteral("the end") : QStringLiteral("\"%1\"").arg(m_text[m_at]);
}

bool MatcherReader::skipSpace()
{
    const qsizetype from = m_at;
    while (!atEnd() && m_text[m_at].isSpace())
        ++m_at;
    return m_at > from;
}

Result<QString> MatcherReader::label()
{
    const auto fits = [](QChar c, bool first) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || (!first && c >= u'0' && c <= u'9');
    };
    const qsizetype from = m_at;
    while (!atEnd() && fits(m_text[m_at], m_at == from))
        ++m_at;
    if (m_at == from)
        return wrong(
            from, QStringLiteral("expected a label such as service, rule, severity or account, found %1").arg(found()));
    return m_text.sliced(from, m_at - from).toString();
}

Result<Op> MatcherReader::op(const QString &label)
{
    skipSpace();
    // The longer ones first: "=" begins "=~", too.
    for (const Op candidate : {Op::Matches, Op::NotMatches, Op::NotEqual, Op::Equal}) {
        if (m_text.sliced(m_at).startsWith(opText(candidate))) {
            m_at += opText(candidate).size();
            return candidate;
        }
    }
    return wrong(m_at, QStringLiteral("expected =, !=, =~ or !~ after \"%1\", found %2").arg(label, found()));
}

Result<QString> MatcherReader::quoted()
{
    const qsizetype from = m_at++;
    QString value;
    for (; !atEnd() && m_text[m_at] != u'"'; ++m_at) {
        if (m_text[m_at] != u'\\' || m_at + 1 == m_text.size()) {
            value += m_text[m_at];
            continue;
        }
        const QChar escaped = m_text[++m_at];
        if (escaped == u'n')
            value += u'\n';
        else if (escaped == u'"' || escaped == u'\\')
            value += escaped;
        else
            (value += u'\\') += escaped; // of the expression: rule=~"api\.burn.*"
    }
    if (atEnd())
        return wrong(from, QStringLiteral("the quote that opens here is never closed"));
    ++m_at;
    return value;
}

Result<QString> MatcherReader::value()
{
    skipSpace();
    if (!atEnd() && m_text[m_at] == u'"')
        return quoted();
    const qsizetype from = m_at;
    while (!atEnd() && !m_text[m_at].isSpace() && m_text[m_at] != u',' && m_text[m_at] != u'"')
        ++m_at;
    if (m_at == from)
        return wrong(from, QStringLiteral("expected a value, such as \"contacts-sync\", found %1").arg(found()));
    return m_text.sliced(from, m_at - from).toString();
}

Result<Matcher> MatcherReader::one()
{
    const Result<QString> name = label();
    if (!name)
        return tl::unexpected(name.error());
    const Result<Op> by = op(*name);
    if (!by)
        return tl::unexpected(by.error());
    skipSpace();
    const qsizetype valueAt = m_at + (!atEnd() && m_text[m_at] == u'"' ? 1 : 0);
    const Result<QString> what = value();
    if (!what)
        return tl::unexpected(what.error());
    if (isExpression(*by)) {
        if (const auto fault = patternFault(*what))
            return wrong(valueAt + fault->offset, fault->words);
    }
    return Matcher{.label = *name, .op = *by, .value = *what};
}

Result<std::vector<Matcher>> MatcherReader::all()
{
    std::vector<Matcher> matchers;
    skipSpace();
    while (!atEnd()) {
        Result<Matcher> matcher = one();
        if (!matcher)
            return tl::unexpected(matcher.error());
        matchers.push_back(*std::move(matcher));
        const bool parted = skipSpace();
        const bool comma = !atEnd() && m_text[m_at] == u',';
        if (comma)
            ++m_at;
        else if (!parted && !atEnd())
            return wrong(m_at,
                         QStringLiteral("expected a comma or a space between two conditions, found %1").arg(found()));
        skipSpace();
    }
    return matchers;
}

bool holdsForAnyValue(const Matcher &matcher, const QRegularExpression &expression)
{
    // An expression cannot be asked whether it matches everything; one that takes all of these is as good as that.
    static const std::array<QString, 5> samples{
        QString(), QStringLiteral("a"), QStringLiteral("0/x y\n"),
        QStringLiteral(
            "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"),
        QString(400, QChar(0xe9))};
    return matcher.op == Op::Matches
        && std::ranges::all_of(samples, [&](const QString &text) { return expression.match(text).hasMatch(); });
}

} // namespace

Result<std::vector<Matcher>> parseMatchers(const QString &text)
{
    return MatcherReader(text).all();
}

QString matcherText(const Matcher &matcher)
{
    QString value = matcher.value;
    value.replace(u'\\', QStringLiteral("\\\\"));
    value.replace(u'"', QStringLiteral("\\\""));
    value.replace(u'\n', QStringLiteral("\\n"));
    return QStringLiteral("%1%2\"%3\"").arg(matcher.label, opText(matcher.op), value);
}

QString matchersText(std::span<const Matcher> matchers)
{
    QStringList texts;
    for (const Matcher &matcher : matchers)
        texts += matcherText(matcher);
    return texts.join(QStringLiteral(", "));
}

MatcherSet::MatcherSet(std::vector<Matcher> matchers)
    : m_matchers(std::move(matchers))
{
    m_expressions.reserve(m_matchers.size());
    for (const Matcher &matcher : m_matchers) {
        const bool sound = isExpression(matcher.op) && !patternFault(matcher.value);
        m_expressions.push_back(sound                          ? wholeValue(matcher.value)
                                    : isExpression(matcher.op) ? QRegularExpression(QStringLiteral("("))
                                                               : QRegularExpression());
        m_expressions.back().optimize();
    }
}

bool MatcherSet::matches(const AlertLabels &labels) const
{
    for (size_t i = 0; i < m_matchers.size(); ++i) {
        const Matcher &matcher = m_matchers[i];
        const auto label = labels.constFind(matcher.label);
        const QString value = label == labels.cend() ? QString() : *label;
        if (!isExpression(matcher.op)) {
            if ((value == matcher.value) != (matcher.op == Op::Equal))
                return false;
            continue;
        }
        if (!m_expressions[i].isValid())
            return false;
        const QRegularExpressionMatch match = m_expressions[i].match(value);
        // Given up on is neither a match nor none.
        if (!match.isValid() || match.hasMatch() != (matcher.op == Op::Matches))
            return false;
    }
    return true;
}

bool MatcherSet::matchesEverything() const
{
    for (size_t i = 0; i < m_matchers.size(); ++i) {
        if (!m_expressions[i].isValid() || !holdsForAnyValue(m_matchers[i], m_expressions[i]))
            return false;
    }
    return true;
}

} // namespace hubwatch
