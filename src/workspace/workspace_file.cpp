#include "workspace/workspace_file.h"

#include "workspace/toml_tree.h"
#include "workspace/workspace_parser.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qint64 largestWorkspace = 1'000'000;

tl::unexpected<Problems> wholeFile(const QString &text)
{
    return tl::unexpected(Problems{{0, {}, text}});
}

QString tooLarge(qint64 bytes)
{
    return QStringLiteral("expected a workspace of at most 1 MB, found %1 bytes; this is another file").arg(bytes);
}

/// The first line that is not UTF-8; 0 when all are.
int lineNotUtf8(const QByteArray &toml)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QList<QByteArray> lines = toml.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString text = decoder(lines[i]);
        if (decoder.hasError() || text.contains(u'\0'))
            return int(i) + 1;
        decoder.resetState();
    }
    return 0;
}

/// Secrets anywhere else than in values, as in a comment: the file is shared and its history is for ever.
void noteStraySecrets(const QByteArray &toml, Problems &problems)
{
    const QList<QByteArray> lines = toml.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const int line = int(i) + 1;
        const bool noted = std::ranges::any_of(problems, [line](const auto &problem) { return problem.line == line; });
        if (!noted && looksLikeSecret(QString::fromUtf8(lines[i])))
            problems.push_back(
                {line,
                 {},
                 QStringLiteral("a secret stands in this line (it is not shown); remove it, and rotate it "
                                "if the file was shared")});
    }
}

} // namespace

WorkspaceResult parseWorkspace(const QByteArray &toml)
{
    if (toml.size() > largestWorkspace)
        return wholeFile(tooLarge(toml.size()));
    if (const int line = lineNotUtf8(toml))
        return tl::unexpected(Problems{{line, {}, QStringLiteral("not UTF-8 text; save the file as UTF-8")}});
    const auto document = parseToml(toml);
    if (!document) {
        const TomlError &error = document.error();
        // The parser repeats pieces of the text, which may be part of a secret.
        const QString lineText = QString::fromUtf8(toml.split('\n').value(error.at.line - 1));
        const bool secret = looksLikeSecret(lineText) || looksLikeSecret(error.text);
        const QString text
            = secret ? QStringLiteral("this line is not TOML and looks as if it held a secret") : error.text;
        return tl::unexpected(
            Problems{{error.at.line, {}, QStringLiteral("%1 (column %2)").arg(text).arg(error.at.column)}});
    }
    WorkspaceResult result = WorkspaceParser().read(*document);
    Problems problems = result ? Problems() : std::move(result.error());
    noteStraySecrets(toml, problems);
    if (problems.empty())
        return result;
    std::ranges::stable_sort(problems, {}, &WorkspaceProblem::line);
    return tl::unexpected(std::move(problems));
}

WorkspaceResult loadWorkspace(const QString &path)
{
    const QFileInfo found(path);
    if (!found.exists())
        return wholeFile(
            QStringLiteral("there is no such file; give the path of a workspace, or start Hubwatch without "
                           "one and let it create a workspace"));
    if (found.isDir())
        return wholeFile(QStringLiteral("this is a folder; give the path of a file such as hubwatch.toml"));
    QFile file(path);
    if (found.size() > largestWorkspace)
        return wholeFile(tooLarge(found.size()));
    if (!file.open(QIODevice::ReadOnly))
        return wholeFile(QStringLiteral("cannot be read: %1").arg(file.errorString()));
    return parseWorkspace(file.read(largestWorkspace + 1));
}

bool workspaceExists(const QString &path)
{
    return QFileInfo::exists(path);
}

QString problemText(const QString &path, const WorkspaceProblem &problem)
{
    QString text = path;
    if (problem.line > 0)
        text += QStringLiteral(":%1").arg(problem.line);
    text += QStringLiteral(": ");
    if (!problem.key.isEmpty())
        text += problem.key + QStringLiteral(": ");
    return text + problem.text;
}

} // namespace hubwatch
