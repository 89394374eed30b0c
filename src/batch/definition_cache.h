// DefinitionCache: the property definitions of a portal, kept so that a plan needs no call.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "hubspot/property_definition.h"

#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

namespace hubwatch {

struct Definitions {
    std::int64_t portal = 0;
    QString object = {};
    std::vector<PropertyDefinition> properties = {};
    TimePoint readAt = {};

    bool operator==(const Definitions &) const = default;
};

/// One file per portal and object in `folder`; a damaged one is as good as none. An empty folder: in memory alone.
/// Whoever asks through the same client while an answer is under way gets that one: one request for all.
class DefinitionCache
{
public:
    using Reply = std::function<void(Result<Definitions>)>;

    DefinitionCache(QString folder, Clock &clock);

    /// What is kept and not older than `most`; nothing otherwise.
    std::optional<Definitions> kept(std::int64_t portal, const QString &object, Duration most) const;
    /// Answers once, later: from the cache when it is young enough, else from HubSpot through `http` (as a batch call).
    void get(HttpClient &http, const QUrl &api, std::int64_t portal, const QString &object, Duration most,
             QObject *context, Reply reply);

private:
    struct Waiting {
        QPointer<QObject> context = {};
        Reply reply = {};
    };
    struct Call {
        std::uint64_t number = 0;
        const HttpClient *http = nullptr; ///< known by its address alone: it may be gone
        QUrl api = {};
        std::int64_t portal = 0;
        QString object = {};
        Duration sentAt = {};
        std::vector<Waiting> waiting = {};
    };

    QString filePath(std::int64_t portal, const QString &object) const;
    void keep(const Definitions &definitions);
    void finish(std::uint64_t number, const Result<HttpResponse> &answer);

    QString m_folder;
    Clock &m_clock;
    std::vector<Definitions> m_memory = {};
    std::vector<Call> m_open = {};
    std::uint64_t m_number = 0;
    CallScope m_calls;
};

} // namespace hubwatch
