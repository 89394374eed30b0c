// CredentialsModel: every credential the workspace names or the vault knows, as a table changed in place.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/credentials/credential_words.h"

#include <QAbstractTableModel>

namespace hubwatch::ui {

class CredentialsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Reference, State, Kind, Shown, Portal, Scopes, Age, UsedBy, ColumnCount };
    enum Role { MarkRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const Snapshot &snapshot);
    const CredentialState *credential(const QModelIndex &index) const;
    int rowOf(const QString &reference) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    MarkedWord cell(const CredentialState &state, int column) const;

    std::vector<CredentialState> m_rows = {};
    TimePoint m_now = {};
};

} // namespace hubwatch::ui
