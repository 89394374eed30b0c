#include "ui/severity_word.h"

#include <QCoreApplication>

namespace hubwatch::ui {

QString severityWord(Rule::Severity severity)
{
    const auto word = [](const char *text) { return QCoreApplication::translate("severity", text); };
    switch (severity) {
    case Rule::Severity::Page: return word("page");
    case Rule::Severity::Notify: return word("notify");
    case Rule::Severity::Ticket: return word("ticket");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch::ui
