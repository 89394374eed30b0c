#include "checklist/repository/secret_ledger.h"

namespace hubwatch {

namespace {

constexpr size_t mostSecretFindings = 200;
constexpr qsizetype fingerprintDigits = 16;

} // namespace

Finding secretFinding(const SecretMatch &match, const QString &file, const QString &commit)
{
    const SecretRule &rule = secretRule(match.kind);
    QString text = QStringLiteral("%1 of HubSpot's%2%3 (confidence %4)")
                       .arg(rule.name, match.encoded ? QStringLiteral(", in base64") : QString(),
                            match.inName ? QStringLiteral(", in the name of the file") : QString(),
                            confidenceWord(rule.confidence));
    text[0] = text.at(0).toUpper();
    text += commit.isEmpty()
        ? QStringLiteral(": rotate it and keep it in a secret manager.")
        : QStringLiteral(", in the history only: whoever has a copy of the repository may have it; rotate it.");
    return {.rule = rule.id,
            .file = file,
            .line = match.line,
            .column = match.column,
            .endColumn = match.endColumn,
            .commit = commit,
            .text = text,
            .shown = match.shown,
            .fingerprint = match.sha256.left(fingerprintDigits)};
}

void SecretLedger::add(const SecretMatch &match, const QString &file, const QString &commit)
{
    ++(commit.isEmpty() ? inTree : inHistory);
    if (commit.isEmpty())
        fingerprints.insert(match.sha256);
    if (findings.size() < mostSecretFindings)
        findings.push_back(secretFinding(match, file, commit));
}

bool SecretLedger::isAllowed(const SecretAllow &allow, const SecretMatch &match)
{
    const bool is = match.allowed || allow.allowsSecret(match.sha256);
    allowed += is ? 1U : 0U;
    return is;
}

} // namespace hubwatch
