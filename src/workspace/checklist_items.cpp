#include "workspace/checklist_items.h"

#include "workspace/table_reader.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

/// A resource of a static library must be asked for by name, outside of any namespace.
static void initChecklistResource()
{
    Q_INIT_RESOURCE(checklist);
}

namespace hubwatch {

namespace {

const QString itemsKey = QStringLiteral("items");

/// What the shipped items are checked by, besides what others may use.
const QStringList shippedProbes{QStringLiteral("secrets"), QStringLiteral("signatures"), QStringLiteral("env"),
                                QStringLiteral("scopes"),  QStringLiteral("bench"),      QStringLiteral("idempotence"),
                                QStringLiteral("logs"),    QStringLiteral("alerts"),     QStringLiteral("health"),
                                QStringLiteral("tests"),   QStringLiteral("load")};

struct ItemReading {
    bool shipped = false;
    QSet<QString> ids = {};
    std::vector<ChecklistItem> items = {};
    Problems problems = {};
};

QString sentence(TableReader &reader, const char *name, bool required)
{
    const QString key = QString::fromLatin1(name);
    if (required && !reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add %1 = \"...\"").arg(key));
    return reader.text(key, QStringLiteral("text in quotes")).value_or(QString());
}

QString readId(TableReader &reader, ItemReading &reading)
{
    static const QRegularExpression form(QStringLiteral("^[a-z0-9_-]+(\\.[a-z0-9_-]+)*$"));
    const QString key = QStringLiteral("id");
    const auto check = [](const QString &text) -> Complaint {
        if (form.match(text).hasMatch() && text.size() <= 60)
            return std::nullopt;
        return QStringLiteral("expected an id such as \"backup.restored\" (small letters, digits, dots), found %1")
            .arg(shown(text));
    };
    if (!reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add id = \"...\""));
    const QString id = reader.text(key, QStringLiteral("an id in quotes"), check).value_or(QString());
    if (!id.isEmpty() && reading.ids.contains(id))
        reader.wrong(key, QStringLiteral("%1 is taken; choose another").arg(shown(id)));
    reading.ids += id;
    return id;
}

void readProbe(TableReader &reader, const ItemReading &reading, ChecklistItem &item)
{
    const QString probe = QStringLiteral("probe");
    const QString options = QStringLiteral("options");
    QStringList valid;
    for (const QString &name : probeNames())
        valid += name;
    if (reading.shipped)
        valid += shippedProbes;
    const auto check = [&valid](const QString &text) -> Complaint {
        if (valid.contains(text))
            return std::nullopt;
        const std::optional<QString> meant = nearest(text, valid);
        return QStringLiteral("unknown %1; %2")
            .arg(shown(text),
                 meant ? QStringLiteral("did you mean \"%1\"?").arg(*meant)
                       : QStringLiteral("valid here: %1").arg(listed(valid)));
    };
    if (!reader.has(probe))
        reader.wrong(probe, QStringLiteral("missing; one of %1").arg(listed(valid)));
    item.probe = reader.text(probe, listed(valid), check).value_or(QString());
    if (const TomlValue *table = reader.value(options)) {
        if (table->kind != TomlValue::Kind::Table)
            return reader.wrong(
                options,
                QStringLiteral("expected a table such as { path = \"/version\" }, found %1").arg(foundText(*table)));
        TableReader inner = reader.inner(*table, options);
        for (const TomlEntry &entry : table->entries)
            if (const auto text = inner.text(entry.key, QStringLiteral("text in quotes")))
                item.options[entry.key] = *text;
        inner.finish();
    }
    if (reading.shipped || item.probe.isEmpty())
        return;
    if (const QString complaint = optionComplaint(item.probe, item.options); !complaint.isEmpty())
        reader.wrong(options, complaint);
}

void readItem(TableReader &reader, ItemReading &reading)
{
    ChecklistItem item{.shipped = reading.shipped};
    item.id = readId(reader, reading);
    item.group = sentence(reader, "group", true);
    item.title = sentence(reader, "title", true);
    item.why = sentence(reader, "why", false);
    item.how = sentence(reader, "how", false);
    readProbe(reader, reading, item);
    for (const Outcome outcome : {Outcome::Pass, Outcome::Warn, Outcome::Fail})
        if (const QString words = sentence(reader, outcomeName(outcome).toLatin1().constData(), false);
            !words.isEmpty())
            item.meanings[outcome] = words;
    item.remedy = sentence(reader, "remedy", false);
    item.effort = sentence(reader, "effort", false);
    const QStringList levels{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")};
    if (const auto from = reader.word(QStringLiteral("from"), levels))
        item.from = levelNamed(*from).value_or(item.from);
    item.fresh = reader.duration(QStringLiteral("fresh"), QStringLiteral("7d"), 1min, 366 * 24h).value_or(item.fresh);
    item.byHand = reader.boolean(QStringLiteral("by_hand")).value_or(item.probe == u"hand");
    item.imports = reader.boolean(QStringLiteral("imports")).value_or(item.probe == u"results");
    reading.items.push_back(std::move(item));
}

void readItems(TableReader &root, ItemReading &reading)
{
    const TomlValue *list = root.value(itemsKey);
    if (!list)
        return root.wrongTable(QStringLiteral("no [[items]] block; add one"));
    if (list->kind != TomlValue::Kind::Array)
        return root.wrong(itemsKey,
                          QStringLiteral("expected [[items]] blocks (two brackets), found %1").arg(foundText(*list)));
    for (size_t i = 0; i < list->items.size(); ++i) {
        if (list->items[i].kind != TomlValue::Kind::Table) {
            root.wrongItem(itemsKey, i,
                           QStringLiteral("expected an [[items]] block, found %1").arg(foundText(list->items[i])));
            continue;
        }
        TableReader reader(list->items[i], QStringLiteral("items[%1]").arg(i), reading.problems);
        readItem(reader, reading);
        reader.finish();
    }
}

Result<std::vector<ChecklistItem>> read(const QByteArray &toml, const QString &file, ItemReading reading)
{
    const auto document = parseToml(toml);
    if (!document)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("%1:%2: %3").arg(file).arg(document.error().at.line).arg(document.error().text));
    TableReader root(*document, {}, reading.problems);
    readItems(root, reading);
    root.finish();
    if (reading.problems.empty())
        return reading.items;
    std::ranges::stable_sort(reading.problems, {}, &WorkspaceProblem::line);
    QStringList lines;
    for (const WorkspaceProblem &problem : reading.problems)
        lines += problemText(file, problem);
    return fail(Error::Kind::Malformed, lines.join(u'\n'));
}

} // namespace

const std::vector<ChecklistItem> &shippedItems()
{
    static const std::vector<ChecklistItem> items = [] {
        initChecklistResource();
        QFile file(QStringLiteral(":/hubwatch/checklist/items.toml"));
        const bool isThere = file.open(QFile::ReadOnly);
        const auto read = hubwatch::read(file.readAll(), file.fileName(), {.shipped = true});
        if (!isThere || !read)
            qFatal("the shipped checklist cannot be read: %s", read ? "" : qPrintable(read.error().detail));
        return *read;
    }();
    return items;
}

Result<std::vector<ChecklistItem>> parseItems(const QByteArray &toml, const QString &file,
                                              const std::vector<ChecklistItem> &before)
{
    ItemReading reading;
    for (const ChecklistItem &item : before)
        reading.ids += item.id;
    return read(toml, file, std::move(reading));
}

} // namespace hubwatch
