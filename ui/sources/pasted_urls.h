// Pasted URLs: what a person pasted, one address a line, made ready to be asked. Pure.
#pragma once

#include <QStringList>

namespace hubwatch::ui {

struct PastedUrls {
    QStringList urls = {};     ///< whole, without doubles, in their order
    QStringList problems = {}; ///< sentences: "line 3: “foo bar” is not an address; expected something like …"

    bool operator==(const PastedUrls &) const = default;
};

/// Lines may carry no scheme: http is taken for this machine and for bare IP addresses, else https. Empty lines and
/// lines that begin with # are left out. A path to /metrics is kept: discovery knows what to do with it.
PastedUrls pastedUrls(const QString &text);

} // namespace hubwatch::ui
