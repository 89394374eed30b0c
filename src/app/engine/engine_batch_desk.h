// EngineBatchDesk: carries commands on batch jobs to the engine's thread, and what became of them back.
#pragma once

#include "snapshot/batch_desk.h"

#include <functional>

namespace hubwatch {

class Engine;

class EngineBatchDesk : public BatchDesk
{
    Q_OBJECT

public:
    /// Runs a call on the engine's thread; drops it before the engine has begun.
    using Post = std::function<void(std::function<void(Engine &)>)>;

    explicit EngineBatchDesk(Post post, QObject *parent = nullptr);

    /// Hands on what the engine answers; once, before its thread begins.
    void follow(const Engine &engine);

    void look(const QString &path, const std::optional<CsvFormat> &format) override;
    void askDefinitions(const DefinitionsQuestion &question) override;
    void plan(const PlanQuestion &question) override;
    void dropPlanning() override;
    void dryRun(const QString &job, std::int64_t sampleRows) override;
    void run(const RunOrder &order) override;
    void pause(const QString &job) override;
    void cancel(const QString &job) override;
    void retry(const QString &job, const QString &code, const std::vector<std::int64_t> &rows) override;
    void decide(const QString &job, Pile pile) override;
    void undo(const QString &job) override;
    void pin(const QString &job, bool pinned) override;
    void remove(const QString &job) override;
    void exportRows(const QString &job, const ResultsExport::Order &order) override;
    void saveMapping(const SavedMapping &mapping) override;
    void removeMapping(const QString &name) override;
    void askRows(const QString &job, const RowQuery &query) override;

private:
    Post m_post;
};

} // namespace hubwatch
