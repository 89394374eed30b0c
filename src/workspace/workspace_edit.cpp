#include "workspace/workspace_edit.h"

#include "workspace/toml_tree.h"
#include "workspace/workspace_blocks.h"

#include <QHash>
#include <algorithm>
#include <map>

namespace hubwatch {

namespace {

using Blocks = std::vector<WorkspaceBlock>;

/// One block of the file: its table, its lines, and what it stands for (several services where it has `urls`).
struct FileBlock {
    const TomlValue *table = nullptr;
    int firstLine = 0; ///< of the comment above it
    int endLine = 0;   ///< the line after its last
    Blocks blocks = {};
};

class WorkspaceEdit
{
public:
    WorkspaceEdit(const QByteArray &toml, const TomlValue &document, const Workspace &before, const Workspace &after);

    std::optional<QByteArray> text();

private:
    void findBlocks();
    void editSection(const QString &section);
    void editBlock(const FileBlock &old, const WorkspaceBlock &wanted);
    void append(const QString &section, const Blocks &blocks);

    void replace(qsizetype from, qsizetype to, QString text);
    qsizetype lineStart(int line) const;
    qsizetype offset(const TextPosition &position) const;
    Blocks ofSection(const Blocks &blocks, const QString &section) const;

    QByteArray m_toml;
    const TomlValue &m_document;
    Blocks m_before;
    Blocks m_after;
    std::vector<qsizetype> m_lines = {}; ///< where each line starts
    std::map<QString, std::vector<FileBlock>> m_file = {};
    struct Change {
        qsizetype from = 0;
        qsizetype to = 0;
        QByteArray text = {};
    };
    std::vector<Change> m_changes = {};
    bool m_possible = true;
};

WorkspaceEdit::WorkspaceEdit(const QByteArray &toml, const TomlValue &document, const Workspace &before,
                             const Workspace &after)
    : m_toml(toml)
    , m_document(document)
    , m_before(workspaceBlocks(before))
    , m_after(workspaceBlocks(after))
    , m_lines{0}
{
    for (qsizetype i = 0; i < toml.size(); ++i)
        if (toml[i] == '\n')
            m_lines.push_back(i + 1);
}

Blocks WorkspaceEdit::ofSection(const Blocks &blocks, const QString &section) const
{
    Blocks found;
    std::ranges::copy_if(blocks, std::back_inserter(found),
                         [&section](const WorkspaceBlock &block) { return block.section == section; });
    return found;
}

qsizetype WorkspaceEdit::lineStart(int line) const
{
    return size_t(line) <= m_lines.size() ? m_lines[size_t(line) - 1] : m_toml.size();
}

qsizetype WorkspaceEdit::offset(const TextPosition &position) const
{
    qsizetype at = lineStart(position.line);
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U; };
    for (int column = 1; column < position.column && at < m_toml.size(); ++column)
        for (++at; at < m_toml.size() && continues(m_toml[at]);)
            ++at;
    return at;
}

void WorkspaceEdit::replace(qsizetype from, qsizetype to, QString text)
{
    if (m_toml.contains("\r\n"))
        text.replace(u'\n', QStringLiteral("\r\n"));
    m_changes.push_back({from, to, text.toUtf8()});
}

/// Every block of the file with its lines, and which of the workspace's things it describes.
void WorkspaceEdit::findBlocks()
{
    std::vector<FileBlock *> all;
    for (const QString &section : workspaceSections()) {
        const TomlEntry *entry = m_document.find(section);
        if (!entry)
            continue;
        std::vector<FileBlock> &blocks = m_file[section];
        const Blocks before = ofSection(m_before, section);
        if (entry->value.kind == TomlValue::Kind::Table)
            blocks.push_back({.table = &entry->value, .blocks = before});
        size_t next = 0;
        for (const TomlValue &item : entry->value.items) {
            const TomlEntry *urls = item.find(QStringLiteral("urls"));
            const size_t count = urls ? urls->value.items.size() : 1;
            FileBlock block{.table = &item};
            for (size_t i = 0; i < count && next < before.size(); ++i)
                block.blocks.push_back(before[next++]);
            blocks.push_back(std::move(block));
        }
        for (FileBlock &block : blocks) {
            m_possible = m_possible && !block.table->isInline;
            all.push_back(&block);
        }
    }
    std::ranges::sort(all, {}, [](const FileBlock *block) { return block->table->begin.line; });
    for (size_t i = 0; i < all.size(); ++i) {
        int line = all[i]->table->begin.line;
        const auto comment = [this](int above) {
            return m_toml.mid(lineStart(above), lineStart(above + 1) - lineStart(above)).trimmed().startsWith('#');
        };
        while (line > 1 && comment(line - 1))
            --line;
        all[i]->firstLine = line;
        if (i > 0)
            all[i - 1]->endLine = line;
    }
    if (!all.empty())
        all.back()->endLine = int(m_lines.size()) + 1;
}

void WorkspaceEdit::editBlock(const FileBlock &old, const WorkspaceBlock &wanted)
{
    const WorkspaceBlock was = old.blocks.empty() ? WorkspaceBlock{.section = wanted.section} : old.blocks.front();
    int lastLine = old.table->begin.line;
    const auto removeLines = [this](const TomlEntry &entry) {
        replace(lineStart(entry.at.line), lineStart(entry.value.end.line + 1), {});
    };
    for (const TomlEntry &entry : old.table->entries) {
        const BlockLine *before = was.find(entry.key);
        const BlockLine *after = wanted.find(entry.key);
        const bool ownTable = entry.value.kind == TomlValue::Kind::Table && !entry.value.isInline;
        const bool changed = bool(before) != bool(after) || (before && *before != *after);
        if (ownTable) {
            m_possible = m_possible && !changed;
            continue;
        }
        lastLine = std::max(lastLine, entry.value.end.line);
        if (changed && after)
            replace(offset(entry.value.begin), offset(entry.value.end), after->value);
        else if (changed)
            removeLines(entry);
    }
    QString added;
    for (const BlockLine &line : wanted.lines) {
        if (old.table->find(line.key))
            continue;
        added += line.key + QStringLiteral(" = ") + line.value + u'\n';
        // Of each pair a rule has one; the other may stand in the file with its default.
        static const QHash<QString, QString> twins{{QStringLiteral("above"), QStringLiteral("below")},
                                                   {QStringLiteral("below"), QStringLiteral("above")},
                                                   {QStringLiteral("for"), QStringLiteral("polls")},
                                                   {QStringLiteral("polls"), QStringLiteral("for")}};
        const TomlEntry *twin = old.table->find(twins.value(line.key));
        if (twin && !was.find(twin->key))
            removeLines(*twin);
    }
    const qsizetype at = lineStart(lastLine + 1);
    if (!added.isEmpty() && at > 0 && m_toml[at - 1] != '\n')
        added.prepend(u'\n');
    if (!added.isEmpty())
        replace(at, at, added);
}

void WorkspaceEdit::append(const QString &section, const Blocks &blocks)
{
    if (blocks.empty())
        return;
    const std::vector<FileBlock> &same = m_file[section];
    const qsizetype at = same.empty() ? m_toml.size() : lineStart(same.back().endLine);
    const QByteArray above = QByteArray(m_toml.left(at)).replace("\r\n", "\n");
    QString text;
    if (!above.isEmpty() && !above.endsWith('\n'))
        text += QStringLiteral("\n\n");
    else if (!above.isEmpty() && !above.endsWith("\n\n"))
        text += u'\n';
    for (size_t i = 0; i < blocks.size(); ++i)
        text += (i > 0 ? QStringLiteral("\n") : QString()) + blockText(blocks[i]);
    if (at < m_toml.size())
        text += u'\n';
    replace(at, at, text);
}

void WorkspaceEdit::editSection(const QString &section)
{
    Blocks fresh = ofSection(m_after, section);
    const auto take = [&fresh](const QString &name) -> std::optional<WorkspaceBlock> {
        const auto at = std::ranges::find(fresh, name, &WorkspaceBlock::name);
        if (at == fresh.end())
            return std::nullopt;
        WorkspaceBlock found = *at;
        fresh.erase(at);
        return found;
    };
    std::vector<const FileBlock *> unmatched;
    for (const FileBlock &old : m_file[section]) {
        if (old.blocks.size() > 1) {
            Blocks kept;
            for (const WorkspaceBlock &block : old.blocks)
                if (const auto wanted = take(block.name))
                    kept.push_back(*wanted);
            if (kept == old.blocks)
                continue;
            QString text;
            for (const WorkspaceBlock &block : kept)
                text += blockText(block) + u'\n';
            replace(lineStart(old.firstLine), lineStart(old.endLine), text);
        } else if (const auto wanted = take(old.blocks.empty() ? QString() : old.blocks.front().name)) {
            editBlock(old, *wanted);
        } else {
            unmatched.push_back(&old);
        }
    }
    if (unmatched.size() == 1 && fresh.size() == 1) {
        editBlock(*unmatched.front(), fresh.front()); // renamed
        return;
    }
    for (const FileBlock *old : unmatched)
        replace(lineStart(old->firstLine), lineStart(old->endLine), {});
    append(section, fresh);
}

std::optional<QByteArray> WorkspaceEdit::text()
{
    findBlocks();
    for (const QString &section : workspaceSections())
        editSection(section);
    if (!m_possible)
        return std::nullopt;
    std::ranges::stable_sort(m_changes, [](const Change &a, const Change &b) { return a.from > b.from; });
    QByteArray edited = m_toml;
    for (const Change &change : m_changes)
        edited.replace(change.from, change.to - change.from, change.text);
    return edited;
}

} // namespace

std::optional<QByteArray> editedWorkspace(const QByteArray &toml, const Workspace &before, const Workspace &after)
{
    const auto document = parseToml(toml);
    return document ? WorkspaceEdit(toml, *document, before, after).text() : std::nullopt;
}

} // namespace hubwatch
