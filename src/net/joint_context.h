// jointContext(): a context for calls that both a client and its caller may end.
#pragma once

class QObject;

namespace hubwatch {

/// A child of `mine` that dies with either of the two.
///
/// A wrapper that touches its own members in a reply cannot pass its caller's context on: the caller may outlive it.
/// Whoever is answered calls deleteLater() on it.
QObject *jointContext(QObject *mine, QObject *theirs);

} // namespace hubwatch
