#include "app/commands/command.h"

#include <QTextStream>

namespace hubwatch {

std::optional<QString> takeOption(QStringList &arguments, const QString &name)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == name) {
            arguments.removeAt(i);
            return i < arguments.size() ? arguments.takeAt(i) : QString();
        }
        if (arguments[i].startsWith(name + u'='))
            return arguments.takeAt(i).mid(name.size() + 1);
    }
    return std::nullopt;
}

bool takeFlag(QStringList &arguments, const QString &name)
{
    return arguments.removeAll(name) > 0;
}

bool leftOver(const QStringList &arguments, qsizetype allowed, const Command &command, QTextStream &err)
{
    for (const QString &argument : arguments) {
        if (argument.size() > 1 && argument.startsWith(u'-')) {
            err << "hubwatchctl " << command.name << ": unknown option " << argument << "; usage: hubwatchctl "
                << command.usage << '\n';
            return true;
        }
    }
    if (arguments.size() > allowed) {
        err << "hubwatchctl " << command.name << ": one argument too many: " << arguments[allowed]
            << "; usage: hubwatchctl " << command.usage << '\n';
        return true;
    }
    return false;
}

} // namespace hubwatch
