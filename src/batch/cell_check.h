// CellCheck: what a cell becomes at HubSpot, or why it cannot.
#pragma once

#include "batch/cell_options.h"
#include "batch/row_check.h"

namespace hubwatch {

/// Judges the cells of one property. Compiled from its definition.
///
/// Numbers, dates, yes and no, options and e-mail addresses are trimmed, these in lower case; text stays as it is.
/// "Yes", "1" and "TRUE" become "true", an option's label becomes its value, a time with an offset becomes UTC, a
/// leading "+" of a number goes.
class CellCheck
{
public:
    enum class Fault {
        None,
        NotAnOption,
        NotANumber,
        NotABool,
        NotADate,
        NotADateTime,
        NotAnEmail,
        TooLong,
        ExcelNumber,
        ExcelError,
        ExcelNarrow,
    };

    /// `value` is a view into the cell, the check, or the buffer.
    struct Judged {
        std::string_view value = {};
        Fault fault = Fault::None;
    };

    explicit CellCheck(const PropertyDefinition &definition);

    const QString &property() const { return m_property; }
    /// An empty cell is good, and stays empty.
    Judged judge(std::string_view cell, std::string &buffer) const;
    /// `fault` of a cell in words; `where` names it: "column Stage".
    RowFault words(Fault fault, const QString &where, std::string_view cell) const;

private:
    enum class Kind { Text, Email, Number, Bool, One, Several, Date, DateTime };

    static Kind kindOf(const PropertyDefinition &definition);
    Judged judgeBool(std::string_view text) const;
    Judged judgeSeveral(std::string_view text, std::string &buffer) const;
    QString said(Fault fault, std::string_view cell) const;
    QString optionMiss(std::string_view text) const;

    QString m_property;
    Kind m_kind;
    CellOptions m_options;
};

} // namespace hubwatch
