// HubPath: what a call of HubSpot's API is for, read from its path.
#pragma once

#include <QByteArrayList>
#include <QString>

namespace hubwatch {

struct HubPath {
    enum class Kind {
        List,       ///< /crm/v3/objects/contacts: GET a page, POST one
        Record,     ///< /crm/v3/objects/contacts/101, and what is below it
        Batch,      ///< .../batch/read, of objects or of associations
        Search,     ///< /crm/v3/objects/contacts/search
        Properties, ///< the rest are `rest`'s
        Schemas,
        Owners,
        Pipelines,
        Account,
        Token, ///< introspection, and where tokens come from
        Other,
    };

    Kind kind = Kind::Other;
    QString type = {};        ///< "contacts"; of associations that of the first object
    QByteArrayList rest = {}; ///< behind the type: {"batch", "read"}, {"101"}

    bool operator==(const HubPath &) const = default;
};

/// Knows both families: /crm/v3/objects/contacts and /crm/objects/2026-09/contacts.
HubPath hubPath(const QByteArray &path);

/// "contacts properties", "owners": of what a call reads that seldom changes; empty for everything else.
QString definitionRead(const QString &method, const QString &path);
/// "after=100&archived=true": what tells one listing, and one page of it, from another. Whatever else a query holds
/// asks for the same once more.
QString listingPage(const QByteArray &query);
/// Whether the call changes nothing: what a POST does its path says.
bool readsOnly(const QString &method, const QString &path);
/// Whether the call reads or writes one record by itself.
bool isSingleRecord(const QString &method, const QString &path);
/// Whether it reads or writes records, one or many.
bool movesRecords(const QString &path);

} // namespace hubwatch
