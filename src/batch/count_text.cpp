#include "batch/count_text.h"

#include <QLocale>

namespace hubwatch {

QString countText(std::int64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qlonglong(count));
}

} // namespace hubwatch
