// What git's answers say about .env files. Pure.
#pragma once

#include "checklist/evidence.h"

#include <QByteArray>
#include <QSet>

namespace hubwatch {

/// What `git check-ignore -v -n -z` says of one path.
struct IgnoreAnswer {
    QString path = {};
    QString source = {}; ///< ".gitignore", ".git/info/exclude", "/home/ops/.config/git/ignore"; empty: no rule
    QString line = {};
    QString pattern = {}; ///< "!.env" takes back what another rule ignores

    bool isIgnored() const { return !source.isEmpty() && !pattern.startsWith(u'!'); }
    /// Whether the rule goes with the repository to everybody who clones it.
    bool isShared() const;

    bool operator==(const IgnoreAnswer &) const = default;
};

std::vector<IgnoreAnswer> ignoreAnswers(const QByteArray &output);

/// The names that are asked about in each folder: ".env" first.
QStringList dotenvNames();
/// One fact for a path: ".env must be ignored, the others should be". `tracked` are the .gitignore files that git
/// tracks.
Fact ignoreFact(const IgnoreAnswer &answer, const QSet<QString> &tracked);

/// "commit\0path\0path\0commit…" of `git log`: each path with the oldest commit that added it.
std::vector<std::pair<QString, QString>> addedDotenvs(const QByteArray &output);

} // namespace hubwatch
