#include "checklist/repository/dotenv_name.h"

#include <QString>
#include <algorithm>
#include <array>

namespace hubwatch {

bool isDotenvPath(QStringView path)
{
    const QString name = path.mid(path.lastIndexOf(u'/') + 1).toString().toLower();
    if (name == u".env")
        return true;
    if (!name.startsWith(u".env."))
        return false;
    constexpr std::array samples{"example", "sample", "template", "dist", "defaults", "schema", "tpl", "md"};
    return std::ranges::none_of(
        samples, [&name](const char *word) { return name.split(u'.').contains(QString::fromLatin1(word)); });
}

} // namespace hubwatch
