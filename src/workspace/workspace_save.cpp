#include "base/log.h"
#include "base/write_file.h"
#include "workspace/workspace_edit.h"
#include "workspace/workspace_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hubwatch {

namespace {

tl::unexpected<Error> notSaved(const QString &path, const QString &why)
{
    return fail(Error::Kind::Storage, QStringLiteral("%1: not saved: %2").arg(path, why));
}

Result<void> writeWhole(const QString &path, const QByteArray &text)
{
    if (const Result<void> written = writeFile(path, text); !written)
        return notSaved(path, written.error().detail);
    return {};
}

/// What the file says now, as far as it can be edited in place.
std::optional<QByteArray> edited(const QByteArray &old, const Workspace &workspace)
{
    const WorkspaceResult before = parseWorkspace(old);
    if (!before)
        return std::nullopt;
    if (*before == workspace)
        return old;
    std::optional<QByteArray> text = editedWorkspace(old, *before, workspace);
    if (text && parseWorkspace(*text) == WorkspaceResult(workspace))
        return text;
    return std::nullopt;
}

} // namespace

Result<void> saveWorkspace(const QString &path, const Workspace &workspace)
{
    const QFileInfo found(path);
    if (!found.absoluteDir().exists())
        return notSaved(path, QStringLiteral("the folder %1 does not exist").arg(found.absolutePath()));
    const QByteArray whole = workspaceText(workspace);
    const WorkspaceResult readBack = parseWorkspace(whole);
    if (!readBack)
        return notSaved(path,
                        QStringLiteral("it would not be read again: %1")
                            .arg(problemText(found.fileName(), readBack.error().front())));
    if (*readBack != workspace)
        return notSaved(path, QStringLiteral("something in it has no form in the file"));
    if (!found.exists())
        return writeWhole(path, whole);

    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return notSaved(path, file.errorString());
    const QByteArray old = file.readAll();
    file.close();
    if (const std::optional<QByteArray> text = edited(old, workspace))
        return *text == old ? Result<void>() : writeWhole(path, *text);

    // The layout is lost, but not the text: comments may be worth a copy by hand.
    const QString copy = path + QStringLiteral(".bak");
    if (const Result<void> kept = writeWhole(copy, old); !kept)
        return kept;
    qCInfo(logWorkspace).noquote() << QStringLiteral("rewritten path=%1 old=%2").arg(path, copy);
    return writeWhole(path, whole);
}

} // namespace hubwatch
