#include "checklist/repository/secret_look.h"

#include "hubspot/token_text.h"
#include "vault/credential_ref.h"

#include <QDir>
#include <QLocale>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype mostNamed = 5; // in a note

QString secretNumber(qint64 number)
{
    return QLocale(QLocale::English).toString(qlonglong(number));
}

QString counted(qint64 number, const char *one, const char *many)
{
    return QStringLiteral("%1 %2").arg(secretNumber(number), QString::fromLatin1(number == 1 ? one : many));
}

/// "a, b, c and 4 more"; names come from the repository.
QString someOf(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.first(std::min(names.size(), mostNamed)))
        shown << withoutTokens(name.left(120));
    const QString text = shown.join(QStringLiteral(", "));
    return names.size() > mostNamed ? QStringLiteral("%1 and %2 more").arg(text).arg(names.size() - mostNamed) : text;
}

Fact referenceFact(const QString &use, const QString &reference)
{
    Fact fact{.name = use, .expected = QStringLiteral("a keychain, secret manager or environment")};
    const auto parsed = parseCredentialRef(reference);
    if (!parsed) {
        fact.got = QStringLiteral("plain text in the workspace"); // never shown: it may be the credential
        fact.outcome = Outcome::Warn;
        return fact;
    }
    fact.got = credentialSourceName(parsed->source);
    fact.outcome = parsed->source == CredentialRef::Source::Dotenv ? Outcome::Warn : Outcome::Pass;
    return fact;
}

/// What is not on this machine, and so was not looked at, with the way to it.
QStringList gapsOf(const SecretSums &sums)
{
    QStringList gaps;
    for (const QString &remote : sums.repository.narrow)
        gaps << QStringLiteral("only some branches of %1 are fetched: run \"git remote set-branches %1 '*'\", then "
                               "\"git fetch %1\"")
                    .arg(withoutTokens(remote.left(60)));
    if (sums.history.lfsMissing > 0)
        gaps << QStringLiteral("%1 not here: run \"git lfs fetch --all\", or allow their paths")
                    .arg(counted(sums.history.lfsMissing, "file in Git LFS is", "files in Git LFS are"));
    return gaps;
}

QStringList secretNotes(const SecretSums &sums)
{
    QStringList notes;
    const SecretTreeSeen &tree = sums.tree;
    if (sums.repository.bare)
        notes << QStringLiteral("The repository is bare: there are no files, only history.");
    if (sums.repository.root != sums.repository.folder)
        notes << QStringLiteral("The folder that is named is part of a larger repository; all of it was looked at.");
    if (const qint64 binaries = tree.binaries + sums.history.binaries; binaries > 0)
        notes << QStringLiteral("%1 searched for tokens only, which speak for themselves, not for keys by their names.")
                     .arg(counted(binaries, "binary was", "binaries were"));
    if (sums.history.huge > 0)
        notes << QStringLiteral("%1 over 10 MB, and not looked at.")
                     .arg(counted(sums.history.huge, "blob of the history is", "blobs of the history are"));
    if (!tree.submodules.isEmpty())
        notes << QStringLiteral("Repositories of their own within this one were not looked at: %1.")
                     .arg(someOf(tree.submodules));
    if (!tree.ignoredDotenv.isEmpty())
        notes << QStringLiteral("On this machine only, since git ignores it, and so no finding: %1.")
                     .arg(someOf(tree.ignoredDotenv));
    if (tree.allowedFiles > 0)
        notes << QStringLiteral("%1 allowed by path.").arg(counted(tree.allowedFiles, "file is", "files are"));
    if (sums.ledger.allowed > 0)
        notes << QStringLiteral("%1 allowed by fingerprint, path or comment.")
                     .arg(counted(qint64(sums.ledger.allowed), "finding is", "findings are"));
    if (!sums.ignoredEntries.isEmpty())
        notes << QStringLiteral("Entries of \"allow\" that mean nothing, or everything, allow nothing: %1.")
                     .arg(someOf(sums.ignoredEntries));
    for (const QString &gap : gapsOf(sums))
        notes << gap.at(0).toUpper() + gap.mid(1) + u'.';
    if (!tree.unreadable.isEmpty())
        notes << QStringLiteral("Could not be read: %1.").arg(someOf(tree.unreadable));
    return notes;
}

QString foundWords(const SecretSums &sums)
{
    const auto inTree = qint64(sums.ledger.inTree);
    const auto inHistory = qint64(sums.ledger.inHistory);
    const QString looked
        = QStringLiteral("%1 and %2")
              .arg(counted(sums.tree.files, "file", "files"), counted(sums.history.commits, "commit", "commits"));
    if (inTree + inHistory == 0)
        return QStringLiteral("0 findings in %1").arg(looked);
    if (inHistory == 0)
        return QStringLiteral("%1 in %2").arg(counted(inTree, "credential", "credentials"), looked);
    if (inTree == 0)
        return QStringLiteral("%1 in the history only, of %2")
            .arg(counted(inHistory, "credential", "credentials"), looked);
    return QStringLiteral("%1 in the files and %2 in the history only, of %3")
        .arg(counted(inTree, "credential", "credentials"), secretNumber(inHistory), looked);
}

/// What could not be looked at; empty: nothing.
QString blindSpot(const SecretTreeSeen &tree)
{
    if (!tree.opaque.isEmpty())
        return QStringLiteral("%1 is binary and cannot be judged: remove it from the repository")
            .arg(someOf(tree.opaque));
    if (!tree.unreadable.isEmpty())
        return QStringLiteral("%1 could not be read: %2")
            .arg(counted(tree.unreadable.size(), "file", "files"), someOf(tree.unreadable));
    return {};
}

} // namespace

std::vector<Fact> referenceFacts(const std::vector<std::pair<QString, QString>> &references)
{
    std::vector<Fact> facts;
    for (const auto &[use, reference] : references)
        facts.push_back(referenceFact(use, reference));
    return facts;
}

Verdict secretVerdict(const SecretOrder &order, const SecretSums &sums, TimePoint at)
{
    const auto found = [](const char *name, size_t count) {
        return Fact{.name = QString::fromLatin1(name),
                    .expected = QStringLiteral("0"),
                    .got = secretNumber(qint64(count)),
                    .outcome = count == 0 ? Outcome::Pass : Outcome::Fail};
    };
    const auto told = [](const char *name, qint64 count) {
        return Fact{.name = QString::fromLatin1(name), .got = secretNumber(count)};
    };
    Evidence evidence{.at = at,
                      .staleAt = at + order.fresh,
                      .source = QDir::toNativeSeparators(sums.repository.root),
                      .facts = {told("files looked at", sums.tree.files), told("commits", sums.history.commits),
                                told("blobs of the history", sums.history.blobs),
                                found("credentials in the files", sums.ledger.inTree),
                                found("credentials in the history only", sums.ledger.inHistory)},
                      .findings = sums.ledger.findings,
                      .findingsLeftOut = qsizetype(sums.ledger.count() - sums.ledger.findings.size()),
                      .notes = secretNotes(sums)};
    const QStringList gaps = gapsOf(sums);
    if (!gaps.isEmpty())
        evidence.facts.push_back({.name = QStringLiteral("places that are not on this machine"),
                                  .expected = QStringLiteral("0"),
                                  .got = secretNumber(gaps.size()),
                                  .outcome = Outcome::Warn});
    const std::vector<Fact> references = referenceFacts(order.references);
    evidence.facts.insert(evidence.facts.end(), references.begin(), references.end());
    for (Finding &finding : evidence.findings)
        finding.file = withoutTokens(finding.file.left(1000));

    Verdict verdict{.item = order.item, .outcome = worstOf(evidence.facts), .words = foundWords(sums)};
    const QString blind = blindSpot(sums.tree);
    const bool nothing = sums.tree.files + sums.tree.allowedFiles + sums.history.blobs + sums.history.commits == 0;
    if (verdict.outcome != Outcome::Fail && !blind.isEmpty()) {
        verdict.outcome = Outcome::Error;
        verdict.words = blind;
    } else if (nothing && blind.isEmpty()) {
        verdict.outcome = Outcome::NotRun;
        verdict.words = QStringLiteral("the repository is empty: there is nothing to look at");
    } else if (verdict.outcome == Outcome::Warn) {
        QStringList reasons = gaps;
        if (worstOf(references) == Outcome::Warn)
            reasons << QStringLiteral("the workspace reads a credential from a plain file");
        verdict.words += QStringLiteral("; ") + reasons.join(QStringLiteral("; "));
    }
    verdict.evidence = sealed(std::move(evidence));
    return verdict;
}

} // namespace hubwatch
