#include "checklist/repository/path_glob.h"

namespace hubwatch {

namespace {

QString globExpression(QString pattern)
{
    if (pattern.endsWith(u'/'))
        pattern.chop(1);
    const bool anywhere = !pattern.contains(u'/');
    if (pattern.startsWith(u"./"))
        pattern.remove(0, 2);
    else if (pattern.startsWith(u'/'))
        pattern.remove(0, 1);
    QString expression = anywhere ? QStringLiteral("(?:.*/)?") : QString();
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = QStringView(pattern).mid(i);
        if (rest.startsWith(u"**/")) {
            expression += QStringLiteral("(?:.*/)?");
            i += 2;
        } else if (rest.startsWith(u"**")) {
            expression += QStringLiteral(".*");
            i += 1;
        } else if (rest.front() == u'*') {
            expression += QStringLiteral("[^/]*");
        } else if (rest.front() == u'?') {
            expression += QStringLiteral("[^/]");
        } else {
            expression += QRegularExpression::escape(rest.left(1));
        }
    }
    return expression + QStringLiteral("(?:/.*)?");
}

} // namespace

PathGlob::PathGlob(const QString &pattern)
    : m_expression(QRegularExpression::anchoredPattern(globExpression(pattern)),
                   QRegularExpression::DotMatchesEverythingOption)
{ }

bool PathGlob::matches(const QString &path) const
{
    return m_expression.match(path).hasMatch();
}

} // namespace hubwatch
