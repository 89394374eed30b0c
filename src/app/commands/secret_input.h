// readSecretInput: a secret from standard input, never from the command line.
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace hubwatch {

/// All of standard input where it is a pipe or a file; from a terminal one line, after `prompt` on standard error, that
/// is not shown while it is typed. Blocks. Rejected when it is larger than 64 kB or the person gave up.
Result<QByteArray> readSecretInput(const QString &prompt);

/// One line of a terminal, of bytes as they are typed: what Backspace takes away is gone, Enter ends it. Rejected when
/// the person gave up with Ctrl+C or Ctrl+D, or the terminal ended (-1).
class TypedLine
{
public:
    enum class State { Typing, Ended, GivenUp };

    State type(int byte);
    QByteArray take() { return std::exchange(m_text, {}); }

private:
    QByteArray m_text = {};
};

} // namespace hubwatch
