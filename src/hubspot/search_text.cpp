#include "hubspot/batch_requests.h"

#include <algorithm>
#include <array>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

struct SearchOperator {
    QLatin1StringView text;
    QLatin1StringView op;
};

constexpr std::array searchOperators{
    SearchOperator{QLatin1StringView("EQ"), QLatin1StringView("EQ")},
    SearchOperator{QLatin1StringView("NEQ"), QLatin1StringView("NEQ")},
    SearchOperator{QLatin1StringView("LT"), QLatin1StringView("LT")},
    SearchOperator{QLatin1StringView("LTE"), QLatin1StringView("LTE")},
    SearchOperator{QLatin1StringView("GT"), QLatin1StringView("GT")},
    SearchOperator{QLatin1StringView("GTE"), QLatin1StringView("GTE")},
    SearchOperator{QLatin1StringView("BETWEEN"), QLatin1StringView("BETWEEN")},
    SearchOperator{QLatin1StringView("IN"), QLatin1StringView("IN")},
    SearchOperator{QLatin1StringView("NOT_IN"), QLatin1StringView("NOT_IN")},
    SearchOperator{QLatin1StringView("HAS_PROPERTY"), QLatin1StringView("HAS_PROPERTY")},
    SearchOperator{QLatin1StringView("NOT_HAS_PROPERTY"), QLatin1StringView("NOT_HAS_PROPERTY")},
    SearchOperator{QLatin1StringView("CONTAINS_TOKEN"), QLatin1StringView("CONTAINS_TOKEN")},
    SearchOperator{QLatin1StringView("NOT_CONTAINS_TOKEN"), QLatin1StringView("NOT_CONTAINS_TOKEN")},
    SearchOperator{QLatin1StringView("="), QLatin1StringView("EQ")},
    SearchOperator{QLatin1StringView("!="), QLatin1StringView("NEQ")},
    SearchOperator{QLatin1StringView("<"), QLatin1StringView("LT")},
    SearchOperator{QLatin1StringView("<="), QLatin1StringView("LTE")},
    SearchOperator{QLatin1StringView(">"), QLatin1StringView("GT")},
    SearchOperator{QLatin1StringView(">="), QLatin1StringView("GTE")},
};

constexpr QLatin1StringView validOperators{
    "EQ, NEQ, LT, LTE, GT, GTE, BETWEEN, IN, NOT_IN, HAS_PROPERTY, NOT_HAS_PROPERTY, CONTAINS_TOKEN or "
    "NOT_CONTAINS_TOKEN"};

struct SearchWord {
    QString text = {};
    qsizetype column = 0; ///< from 1
    bool quoted = false;

    /// Whether it is this word of ours, not a value that looks like it.
    bool is(QLatin1StringView word) const { return !quoted && text.compare(word, Qt::CaseInsensitive) == 0; }
};

tl::unexpected<Error> searchError(qsizetype column, const QString &words)
{
    return fail(Error::Kind::Malformed, QStringLiteral("search: column %1: %2").arg(column).arg(words));
}

bool isMark(QChar letter)
{
    return letter == u',' || letter == u'(' || letter == u')';
}

Result<std::vector<SearchWord>> searchWords(const QString &text)
{
    std::vector<SearchWord> words;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        SearchWord word{.column = at + 1, .quoted = text[at] == u'"'};
        if (word.quoted) {
            for (++at; at < text.size() && text[at] != u'"'; ++at) {
                if (text[at] == u'\\' && at + 1 < text.size())
                    ++at;
                word.text += text[at];
            }
            if (at == text.size())
                return searchError(word.column, QStringLiteral("expected a closing quote, found the end"));
            ++at;
        } else if (isMark(text[at])) {
            word.text = text[at++];
        } else {
            while (at < text.size() && !text[at].isSpace() && !isMark(text[at]) && text[at] != u'"')
                word.text += text[at++];
        }
        words.push_back(std::move(word));
    }
    words.push_back({.column = text.size() + 1}); // the end
    return words;
}

/// Reads the words one after another.
class SearchReader
{
public:
    explicit SearchReader(std::vector<SearchWord> words)
        : m_words(std::move(words))
    { }

    Result<SearchQuery> query()
    {
        SearchQuery query;
        std::vector<SearchFilter> group;
        while (true) {
            if (word().is("text"_L1) && m_at + 1 < m_words.size() && m_words[m_at + 1].quoted) {
                query.text = m_words[m_at + 1].text;
                m_at += 2;
            } else {
                Result<SearchFilter> filter = this->filter();
                if (!filter)
                    return tl::unexpected(filter.error());
                group.push_back(std::move(*filter));
            }
            if (taken("and"_L1))
                continue;
            if (taken(","_L1) && !word().is("or"_L1))
                return wrong(QStringLiteral("\"or\""));
            if (!group.empty())
                query.groups.push_back(std::exchange(group, {}));
            if (atEnd())
                return query;
            if (!taken("or"_L1))
                return wrong(QStringLiteral("\"and\", \"or\" or the end"));
        }
    }

private:
    const SearchWord &word() const { return m_words[m_at]; }
    bool atEnd() const { return m_at + 1 == m_words.size(); }

    bool taken(QLatin1StringView wanted)
    {
        const bool is = word().is(wanted);
        m_at += is ? 1 : 0;
        return is;
    }

    tl::unexpected<Error> wrong(const QString &expected) const
    {
        return searchError(word().column,
                           QStringLiteral("expected %1, found %2")
                               .arg(expected, atEnd() ? QStringLiteral("the end") : u'"' + word().text + u'"'));
    }

    Result<QString> value(const QString &expected)
    {
        if (atEnd() || (!word().quoted && isMark(word().text.front())))
            return wrong(expected);
        return m_words[m_at++].text;
    }

    Result<SearchFilter> filter()
    {
        const bool isName = !atEnd() && !word().quoted && !isMark(word().text.front());
        if (!isName || word().is("and"_L1) || word().is("or"_L1))
            return wrong(QStringLiteral("the name of a property"));
        SearchFilter filter{.property = m_words[m_at++].text};
        const auto op
            = std::ranges::find_if(searchOperators, [this](const SearchOperator &one) { return word().is(one.text); });
        if (op == searchOperators.end())
            return wrong(validOperators);
        ++m_at;
        filter.op = op->op;
        if (filter.op.endsWith("HAS_PROPERTY"_L1))
            return filter;
        if (filter.op == "IN"_L1 || filter.op == "NOT_IN"_L1)
            return withList(std::move(filter));
        const Result<QString> one = value(QStringLiteral("a value"));
        if (!one)
            return tl::unexpected(one.error());
        filter.value = *one;
        if (filter.op != "BETWEEN"_L1)
            return filter;
        if (!taken("and"_L1))
            return wrong(QStringLiteral("\"and\" and the upper value"));
        const Result<QString> high = value(QStringLiteral("the upper value"));
        if (!high)
            return tl::unexpected(high.error());
        filter.highValue = *high;
        return filter;
    }

    Result<SearchFilter> withList(SearchFilter filter)
    {
        if (!taken("("_L1))
            return wrong(QStringLiteral("\"(\" and the values, with commas between"));
        do {
            const Result<QString> one = value(QStringLiteral("a value"));
            if (!one)
                return tl::unexpected(one.error());
            filter.values << *one;
        } while (taken(","_L1));
        if (!taken(")"_L1))
            return wrong(QStringLiteral("\",\" or \")\""));
        return filter;
    }

    std::vector<SearchWord> m_words;
    size_t m_at = 0;
};

QString quotedValue(const QString &value)
{
    const bool plain = !value.isEmpty() && std::ranges::none_of(value, [](QChar letter) {
        return letter.isSpace() || isMark(letter) || letter == u'"' || letter == u'\\';
    });
    if (plain && value.compare("and"_L1, Qt::CaseInsensitive) != 0 && value.compare("or"_L1, Qt::CaseInsensitive) != 0)
        return value;
    QString escaped = value;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

QString filterText(const SearchFilter &filter)
{
    QString text = filter.property + u' ' + filter.op;
    if (filter.op.endsWith("HAS_PROPERTY"_L1))
        return text;
    if (filter.op == "IN"_L1 || filter.op == "NOT_IN"_L1) {
        QStringList values;
        for (const QString &value : filter.values)
            values << quotedValue(value);
        return text + " ("_L1 + values.join(", "_L1) + u')';
    }
    text += u' ' + quotedValue(filter.value);
    return filter.op == "BETWEEN"_L1 ? text + " and "_L1 + quotedValue(filter.highValue) : text;
}

} // namespace

Result<SearchQuery> parseSearch(const QString &text)
{
    Result<std::vector<SearchWord>> words = searchWords(text);
    if (!words)
        return tl::unexpected(words.error());
    const qsizetype end = words->back().column;
    Result<SearchQuery> query = SearchReader(std::move(*words)).query();
    if (!query)
        return query;
    if (const QString fault = searchFault(*query); !fault.isEmpty())
        return searchError(end, fault);
    return query;
}

QString searchText(const SearchQuery &query)
{
    QStringList groups;
    for (const std::vector<SearchFilter> &group : query.groups) {
        QStringList filters;
        for (const SearchFilter &filter : group)
            filters << filterText(filter);
        groups << filters.join(" and "_L1);
    }
    QString text = groups.join(", or "_L1);
    if (query.text.isEmpty())
        return text;
    QString escaped = query.text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return QStringLiteral("text \"%1\"").arg(escaped) + (text.isEmpty() ? QString() : " and "_L1 + text);
}

} // namespace hubwatch
