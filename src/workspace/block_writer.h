// BlockWriter: the lines of one block of a workspace file.
#pragma once

#include "base/clock.h"
#include "workspace/workspace_blocks.h"

#include <QUrl>

namespace hubwatch {

/// As a TOML string; and as a list of them.
QString quoted(const QString &text);
QString quotedList(const QStringList &texts);

/// Collects the lines of one block, leaving out what is as by default.
class BlockWriter
{
public:
    BlockWriter(const QString &section, const QString &name);

    void raw(const char *key, const QString &value);
    void text(const char *key, const QString &value, const QString &standard = {});
    void url(const char *key, const QUrl &value, const QUrl &standard = {});
    void duration(const char *key, Duration value, Duration standard);
    void integer(const char *key, std::int64_t value, std::int64_t standard);
    void boolean(const char *key, bool value, bool standard);
    void list(const char *key, const QStringList &value);
    WorkspaceBlock block() const { return m_block; }

private:
    WorkspaceBlock m_block;
};

} // namespace hubwatch
