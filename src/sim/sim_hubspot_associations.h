// SimAssociations: which records of the simulated HubSpot belong together, and the batches that say so.
#pragma once

#include "sim/sim_hubspot_checks.h"

#include <map>

namespace hubwatch {

struct SimState;

struct SimAssociationType {
    QString category = QStringLiteral("HUBSPOT_DEFINED");
    int id = 0;

    bool operator==(const SimAssociationType &) const = default;
};

/// One side's types of a portal: whose records are bound to whose.
struct SimAssociationEnds {
    std::int64_t portal = 0;
    QString from = {}; ///< "contacts"
    QString to = {};

    bool operator==(const SimAssociationEnds &) const = default;
};

class SimAssociations
{
public:
    /// The records that one is bound to, each with its types, by id.
    using Bound = std::map<std::int64_t, std::vector<SimAssociationType>>;

    /// Both ways, once for each type.
    void bind(const SimAssociationEnds &ends, std::int64_t from, std::int64_t to, const SimAssociationType &type);
    /// Takes away all types of the pair, both ways.
    void unbind(const SimAssociationEnds &ends, std::int64_t from, std::int64_t to);
    const Bound &of(const SimAssociationEnds &ends, std::int64_t from) const;
    /// How many pairs there are from one type to the other.
    std::int64_t count(const SimAssociationEnds &ends) const;

private:
    using Key = std::tuple<std::int64_t, QString, QString>;
    std::map<Key, std::map<std::int64_t, Bound>> m_pairs = {};
};

/// The type without a label between two types of records.
SimAssociationType defaultAssociation(const QString &from, const QString &to);

/// Answers paths below /crm/associations/VERSION of the dated versions: `parts` begin with the two types. Nothing for a
/// path it does not know.
std::optional<ServedReply> associationsAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts);

} // namespace hubwatch
