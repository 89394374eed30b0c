#include "batch/name_likeness.h"

#include <QList>
#include <algorithm>
#include <vector>

namespace hubwatch {

namespace {

constexpr qsizetype longestNamePrefix = 4;
constexpr double namePrefixWeight = 0.1;

double jaroLikeness(const QList<uint> &left, const QList<uint> &right)
{
    if (left.isEmpty() || right.isEmpty())
        return left == right ? 1 : 0;
    const qsizetype reach = std::max<qsizetype>(0, std::max(left.size(), right.size()) / 2 - 1);
    std::vector<bool> taken(size_t(right.size()), false);
    std::vector<uint> matches; // of the left, in its order
    for (qsizetype i = 0; i < left.size(); ++i) {
        const qsizetype to = std::min(right.size(), i + reach + 1);
        for (qsizetype j = std::max<qsizetype>(0, i - reach); j < to; ++j) {
            if (taken[size_t(j)] || left[i] != right[j])
                continue;
            taken[size_t(j)] = true;
            matches.push_back(left[i]);
            break;
        }
    }
    if (matches.empty())
        return 0;
    size_t outOfOrder = 0;
    size_t next = 0;
    for (qsizetype j = 0; j < right.size(); ++j)
        if (taken[size_t(j)] && matches[next++] != right[j])
            ++outOfOrder;
    const auto count = double(matches.size());
    return (count / double(left.size()) + count / double(right.size()) + (count - double(outOfOrder) / 2) / count) / 3;
}

} // namespace

double nameLikeness(QStringView left, QStringView right)
{
    const QList<uint> a = left.toUcs4();
    const QList<uint> b = right.toUcs4();
    const double plain = jaroLikeness(a, b);
    const qsizetype most = std::min({a.size(), b.size(), longestNamePrefix});
    qsizetype prefix = 0;
    while (prefix < most && a[prefix] == b[prefix])
        ++prefix;
    return plain + double(prefix) * namePrefixWeight * (1 - plain);
}

QString plainName(const QString &name)
{
    const QList<uint> characters = name.normalized(QString::NormalizationForm_KC).toCaseFolded().toUcs4();
    QList<char32_t> kept;
    for (const uint character : characters)
        if (QChar::isLetterOrNumber(character))
            kept.append(char32_t(character));
    return QString::fromUcs4(kept.constData(), kept.size());
}

QString initials(const QString &name)
{
    QString letters;
    int words = 0;
    bool within = false;
    for (const QChar c : name.normalized(QString::NormalizationForm_KC).toCaseFolded()) {
        const bool isLetter = c.isLetterOrNumber();
        if (isLetter && !within) {
            letters += c;
            ++words;
        }
        within = isLetter;
    }
    return words > 1 ? letters : QString();
}

} // namespace hubwatch
