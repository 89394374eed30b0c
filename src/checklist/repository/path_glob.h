// PathGlob: which paths of a repository a pattern means.
#pragma once

#include <QRegularExpression>
#include <QString>

namespace hubwatch {

/// As in .gitignore: "*" and "?" stay within a folder, "**" crosses them, "tests/fixtures/" and "tests/fixtures" mean
/// all that is in it, a pattern without "/" means a name in any folder.
class PathGlob
{
public:
    explicit PathGlob(const QString &pattern);
    /// `path` is relative to the repository, with "/".
    bool matches(const QString &path) const;

private:
    QRegularExpression m_expression;
};

} // namespace hubwatch
