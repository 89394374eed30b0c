// KeychainWire: the door to the operating system's keychain, one job a call.
#pragma once

#include "vault/secret.h"

#include <functional>

namespace hubwatch {

struct KeychainJob {
    enum class Kind { Read, Write, Remove };

    Kind kind = Kind::Read;
    QString name = {};
    Secret secret = {}; ///< of a write
};

struct KeychainAnswer {
    enum class Code {
        Done,
        NotFound,  ///< or locked: the Secret Service does not tell them apart
        Denied,    ///< a person or a lock refused
        NoBackend, ///< nobody there
        Failed,    ///< its own words are in `words`
    };

    Code code = Code::Done;
    QString words = {};
    Secret secret = {}; ///< of a read
};

class KeychainWire
{
public:
    using Reply = std::function<void(KeychainAnswer)>;

    virtual ~KeychainWire() = default;

    /// Begins the job on the calling thread. It can be neither cancelled nor hurried, since the systems' libraries hold
    /// raw pointers to a job that has begun: `reply` comes later, perhaps never, and after its caller's death as well.
    virtual void begin(KeychainJob job, Reply reply) = 0;
};

} // namespace hubwatch
