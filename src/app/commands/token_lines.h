// What `hubwatchctl token` says, as lines and as JSON. Never a secret.
#pragma once

#include "vault/credential_record.h"
#include "vault/vault_state.h"
#include "workspace/workspace.h"

#include <QByteArray>

namespace hubwatch {

/// One credential that is recorded, used, or both.
struct TokenLine {
    CredentialRecord record = {};
    bool recorded = false;
    QStringList usedBy = {}; ///< "account prod", "service crm", "route pagerduty"

    bool operator==(const TokenLine &) const = default;
};

/// All records, then what the workspace names besides, each once, in their order.
std::vector<TokenLine> tokenLines(const CredentialBook &book, const Workspace &workspace);

QString tokenListText(const std::vector<TokenLine> &lines, TimePoint now);
/// One JSON object in one line.
QByteArray tokenListJson(const std::vector<TokenLine> &lines, TimePoint now);
QByteArray tokenRecordJson(const CredentialRecord &record);

QString doctorText(const DoctorReport &report);
QByteArray doctorJson(const DoctorReport &report);

} // namespace hubwatch
