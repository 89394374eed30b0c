#include "ui/sources/credentials_model.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

/// "contacts-sync" of "service contacts-sync": the kind is told by the tool tip.
QString usedByText(const CredentialState &state)
{
    return state.usedBy.isEmpty() ? CredentialsModel::tr("nobody") : state.usedBy.join(QStringLiteral(", "));
}

MarkedWord stateOf(const CredentialState &state)
{
    if (state.record.rotation)
        return {Mark::Pending, CredentialsModel::tr("rotating")};
    if (state.plaintext && (state.state == TokenState::Accepted || state.state == TokenState::NotYet))
        return {Mark::Warn, CredentialsModel::tr("in plain text")};
    return tokenWord(state.state);
}

} // namespace

void CredentialsModel::setSnapshot(const Snapshot &snapshot)
{
    const bool same = std::ranges::equal(m_rows, snapshot.credentials, [](const auto &a, const auto &b) {
        return a.record.reference == b.record.reference;
    });
    m_now = snapshot.at;
    if (!same)
        beginResetModel();
    m_rows = snapshot.credentials;
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

const CredentialState *CredentialsModel::credential(const QModelIndex &index) const
{
    return index.isValid() && index.row() < int(m_rows.size()) ? &m_rows[size_t(index.row())] : nullptr;
}

int CredentialsModel::rowOf(const QString &reference) const
{
    const auto found = std::ranges::find_if(
        m_rows, [&](const CredentialState &state) { return state.record.reference == reference; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int CredentialsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CredentialsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

MarkedWord CredentialsModel::cell(const CredentialState &state, int column) const
{
    const CredentialRecord &record = state.record;
    const QString none = QStringLiteral("–");
    switch (Column(column)) {
    case Reference: return {Mark::None, record.reference};
    case State: return stateOf(state);
    case Kind: return {Mark::None, record.kind == CredentialKind::Unknown ? none : kindWord(record.kind)};
    case Shown: return {Mark::None, record.fingerprint.shown.isEmpty() ? none : record.fingerprint.shown};
    case Portal: return {Mark::None, record.portal > 0 ? QString::number(record.portal) : none};
    case Scopes: return {Mark::None, record.scopesKnown ? QString::number(record.scopes.size()) : none};
    case Age: return record.createdAt ? ageWords(record, m_now) : MarkedWord{Mark::None, none};
    case UsedBy: return {Mark::None, usedByText(state)};
    case ColumnCount: break;
    }
    Q_UNREACHABLE();
}

QVariant CredentialsModel::data(const QModelIndex &index, int role) const
{
    const CredentialState *state = credential(index);
    if (!state)
        return {};
    switch (role) {
    case Qt::DisplayRole: return cell(*state, index.column()).word;
    case MarkRole:
        return index.column() == State || (index.column() == Age && state->record.createdAt)
            ? QVariant(int(cell(*state, index.column()).mark))
            : QVariant();
    case Qt::ToolTipRole: {
        const QString advice = index.column() == Age ? adviceWords(state->record, m_now) : QString();
        return QStringLiteral("%1\n%2").arg(cell(*state, index.column()).word, advice).trimmed();
    }
    case Qt::TextAlignmentRole:
        return index.column() == Portal || index.column() == Scopes ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                                    : int(Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant CredentialsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Portal || section == Scopes ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                      : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Reference: return tr("Reference");
    case State: return tr("State");
    case Kind: return tr("Kind");
    case Shown: return tr("Fingerprint");
    case Portal: return tr("Portal");
    case Scopes: return tr("Scopes");
    case Age: return tr("Age, of %1 d").arg(rotationDays);
    case UsedBy: return tr("Used by");
    case ColumnCount: break;
    }
    return {};
}

} // namespace hubwatch::ui
