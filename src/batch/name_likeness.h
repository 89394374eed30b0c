// How like two names are: for columns and properties, and for cells and options.
#pragma once

#include <QString>

namespace hubwatch {

/// From here on names are taken for one another.
inline constexpr double sameLikeness = 0.88;

/// Jaro-Winkler: 1 for the same text, 0 for nothing in common; a common beginning counts more. By characters, so that
/// Japanese is as good as Latin.
double nameLikeness(QStringView left, QStringView right);
/// Letters and digits alone, in lower case and full forms made plain: "First Name" and "ｆｉｒｓｔ＿ｎａｍｅ" are
/// "firstname".
QString plainName(const QString &name);
/// "mql" for "Marketing Qualified Lead": the plain beginnings of its words. Empty for a single word.
QString initials(const QString &name);

} // namespace hubwatch
