// NameBook: the names of one kind of thing in a workspace, and where each stands.
#pragma once

#include "workspace/value_checks.h"

#include <QHash>

namespace hubwatch {

/// The names of one kind of thing so far, with their lines.
class NameBook
{
public:
    explicit NameBook(QString kind)
        : m_kind(std::move(kind))
    { }

    /// Notes the name; the complaint when another has it already.
    Complaint add(const QString &name, int line);
    bool has(const QString &name) const { return m_lines.contains(name); }
    /// What to write instead of an unknown name.
    QString unknown(const QString &name) const;

private:
    QString m_kind;
    QStringList m_names = {};
    QHash<QString, int> m_lines = {};
};

struct NameBooks {
    NameBook accounts{QStringLiteral("accounts")};
    NameBook services{QStringLiteral("services")};
    NameBook sources{QStringLiteral("sources")};
    NameBook routes{QStringLiteral("routes")};
    NameBook rules{QStringLiteral("rules")};
    QHash<QString, QStringList> groups = {}; ///< an entry with `urls` and the services it stands for
};

} // namespace hubwatch
