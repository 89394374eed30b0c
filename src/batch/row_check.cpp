#include "batch/row_check.h"

#include "batch/cell_check.h"
#include "batch/cell_text.h"

#include <algorithm>
#include <string>

namespace hubwatch {

namespace {

QString columnWhere(const QString &column)
{
    return QStringLiteral("column ") + column;
}

CellCheck checkOf(const QString &property, std::span<const PropertyDefinition> definitions)
{
    const auto found = std::ranges::find(definitions, property, &PropertyDefinition::name);
    return CellCheck(found == definitions.end() ? PropertyDefinition{.name = property} : *found);
}

/// Of a cell that should be HubSpot's id, trimmed.
RowFault idFault(const QString &where, std::string_view cell, const QString &what)
{
    const auto made = [&](const char *code, const QString &reason, const QString &words) {
        return RowFault{.code = QString::fromLatin1(code),
                        .reason = reason,
                        .words = where + QStringLiteral(": ") + words,
                        .sample = cellSample(cell)};
    };
    const QString quoted = quotedCell(cell);
    if (cell.empty())
        return made("no-key", what + QStringLiteral(" is empty"),
                    QStringLiteral("the cell is empty; the row needs %1").arg(what));
    if (isEmailAddress(cell))
        return made("id-is-email", what + QStringLiteral(" is an e-mail address"),
                    QStringLiteral("%1 is an e-mail address and HubSpot's id is expected; choose email as the key")
                        .arg(quoted));
    if (mangled(cell) == Mangled::Number)
        return made("excel-number", what + QStringLiteral(" was shortened by a spreadsheet"),
                    QStringLiteral("%1 was shortened by a spreadsheet and its digits are lost; export the ids again")
                        .arg(quoted));
    return made("not-an-id", what + QStringLiteral(" is no HubSpot id"),
                QStringLiteral("%1 is no HubSpot id, which has digits only").arg(quoted));
}

} // namespace

struct RowCheck::Private {
    struct Column {
        qsizetype at = 0;
        QString where = {}; ///< "column Stage"
        CellCheck check;
    };

    qsizetype width = 0;
    bool creates = false;
    bool emptyClears = false;
    std::optional<Column> key = {};
    bool keyIsId = true;
    qsizetype to = -1;
    QString toWhere = {};
    std::vector<Column> columns = {};
    std::vector<PropertyConstant> constants = {};

    std::optional<RowFault> keyFault(std::string_view cell) const;
    std::string_view keyOf(std::string_view cell, std::string &buffer) const;
};

std::optional<RowFault> RowCheck::Private::keyFault(std::string_view cell) const
{
    const QString keyName = QStringLiteral("the key");
    const std::string_view text = trimmedCell(cell);
    if (text.empty())
        return idFault(key->where, text, keyName);
    if (keyIsId)
        return isRecordId(text) ? std::nullopt : std::optional(idFault(key->where, text, keyName));
    std::string buffer;
    const CellCheck::Judged judged = key->check.judge(text, buffer);
    if (judged.fault == CellCheck::Fault::None)
        return std::nullopt;
    return key->check.words(judged.fault, key->where, cell);
}

/// HubSpot compares e-mail addresses without case; of everything else the case counts.
std::string_view RowCheck::Private::keyOf(std::string_view cell, std::string &buffer) const
{
    const std::string_view text = trimmedCell(cell);
    return keyIsId ? text : key->check.judge(text, buffer).value;
}

RowCheck::RowCheck(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions)
    : d(std::make_unique<Private>())
{
    d->width = header.size();
    d->creates = spec.operation == JobOperation::Create;
    d->emptyClears = spec.emptyClears;
    d->keyIsId = spec.idProperty.isEmpty() || spec.idProperty == u"hs_object_id";
    if (const qsizetype at = header.indexOf(spec.idColumn); at >= 0 && needsKey(spec.operation))
        d->key.emplace(Private::Column{at, columnWhere(spec.idColumn), checkOf(spec.idProperty, definitions)});
    if (spec.operation == JobOperation::Associate || spec.operation == JobOperation::Dissociate) {
        d->to = header.indexOf(spec.toColumn);
        d->toWhere = columnWhere(spec.toColumn);
    }
    if (!takesProperties(spec.operation))
        return;
    for (const ColumnMapping &mapping : spec.mapping)
        if (const qsizetype at = header.indexOf(mapping.column); at >= 0)
            d->columns.push_back({at, columnWhere(mapping.column), checkOf(mapping.property, definitions)});
    d->constants = spec.constants;
    std::string buffer;
    for (PropertyConstant &constant : d->constants) { // as HubSpot takes them; specFaults() has seen that it does
        const std::string cell = constant.value.toStdString();
        const CellCheck::Judged judged = checkOf(constant.property, definitions).judge(cell, buffer);
        constant.value = QString::fromUtf8(judged.value.data(), qsizetype(judged.value.size()));
    }
}

RowCheck::~RowCheck() = default;

std::optional<RowFault> RowCheck::fault(std::span<const std::string_view> cells) const
{
    if (qsizetype(cells.size()) != d->width)
        return RowFault{.code = QStringLiteral("wrong-columns"),
                        .reason = QStringLiteral("the row has another number of cells than the header"),
                        .words = QStringLiteral("the row has %1 cells and the header %2; look for a missing or an "
                                                "unquoted delimiter")
                                     .arg(cells.size())
                                     .arg(d->width),
                        .sample = cells.empty() ? QString() : cellSample(cells.front())};
    if (d->key)
        if (auto fault = d->keyFault(cells[size_t(d->key->at)]))
            return fault;
    if (d->to >= 0)
        if (const std::string_view to = trimmedCell(cells[size_t(d->to)]); !isRecordId(to))
            return idFault(d->toWhere, to, QStringLiteral("the other record's id"));
    std::string buffer;
    for (const Private::Column &column : d->columns) {
        const std::string_view cell = cells[size_t(column.at)];
        const CellCheck::Judged judged = column.check.judge(cell, buffer);
        if (judged.fault != CellCheck::Fault::None)
            return column.check.words(judged.fault, column.where, cell);
    }
    return std::nullopt;
}

std::string_view RowCheck::key(std::span<const std::string_view> cells, std::string &buffer) const
{
    if (!d->key || cells.size() <= size_t(d->key->at))
        return {};
    return d->keyOf(cells[size_t(d->key->at)], buffer);
}

JobRow RowCheck::row(std::int64_t number, const QStringList &cells) const
{
    std::string buffer;
    const auto text = [](std::string_view value) { return QString::fromUtf8(value.data(), qsizetype(value.size())); };
    JobRow row{.row = number};
    if (d->key)
        row.key = text(d->keyOf(cells.value(d->key->at).toStdString(), buffer));
    if (d->to >= 0)
        row.to = text(trimmedCell(cells.value(d->to).toStdString()));
    for (const Private::Column &column : d->columns) {
        const std::string cell = cells.value(column.at).toStdString();
        const std::string_view value = column.check.judge(cell, buffer).value;
        if (!value.empty() || (d->emptyClears && !d->creates))
            row.values.push_back({.property = column.check.property(), .value = text(value)});
    }
    for (const PropertyConstant &constant : d->constants)
        row.values.push_back({.property = constant.property, .value = constant.value});
    return row;
}

} // namespace hubwatch
