// Command: one subcommand of hubwatchctl.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

class QObject;
class QTextStream;

namespace hubwatch {

/// Exit codes scripts depend on.
enum class Exit {
    Good = 0,  ///< done and good
    Bad = 1,   ///< done and bad: lint errors, failed checks, failed rows
    Unable = 2 ///< could not do it: usage, unreadable, unreachable
};

/// Options every command takes.
struct CommonOptions {
    QString workspace = {};
    QString dataDirectory = {};
    bool json = false;
};

struct CommandCall {
    QStringList arguments = {}; ///< after the command's name, common options taken out
    CommonOptions common = {};
    QTextStream &out;
    QTextStream &err;               ///< one line each, with the way out
    QObject *context = nullptr;     ///< what asynchronous work of the command belongs to; dies when the program ends
    std::function<void(Exit)> done; ///< call exactly once, at once or later
};

struct Command {
    QString name = {};
    QString usage = {};   ///< "lint FILE|- [--format openmetrics|prometheus]"
    QString purpose = {}; ///< one line
    std::function<void(const CommandCall &)> run = {};
};

/// Takes `--name VALUE` or `--name=VALUE` out of `arguments`; nullopt when absent, an empty string when its value is
/// missing.
std::optional<QString> takeOption(QStringList &arguments, const QString &name);
/// Takes `--name` out of `arguments`.
bool takeFlag(QStringList &arguments, const QString &name);
/// Whether an option nobody took is left; says so on `err`.
bool leftOver(const QStringList &arguments, qsizetype allowed, const Command &command, QTextStream &err);

} // namespace hubwatch
