#include "workspace/name_book.h"

namespace hubwatch {

Complaint NameBook::add(const QString &name, int line)
{
    if (m_lines.contains(name))
        return QStringLiteral("two %1 are named %2; the other is on line %3")
            .arg(m_kind, shown(name))
            .arg(m_lines.value(name));
    m_lines.insert(name, line);
    m_names += name;
    return std::nullopt;
}

QString NameBook::unknown(const QString &name) const
{
    const std::optional<QString> meant = nearest(name, m_names);
    QString remedy = QStringLiteral("this file has %1").arg(listed(m_names));
    if (m_names.isEmpty())
        remedy = QStringLiteral("this file has none; add [[%1]]").arg(m_kind);
    else if (meant)
        remedy = QStringLiteral("did you mean \"%1\"?").arg(*meant);
    return QStringLiteral("%1 is not among the %2; %3").arg(shown(name), m_kind, remedy);
}

} // namespace hubwatch
