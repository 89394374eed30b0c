// FakeBatchDesk: notes what it was asked; a test emits the answers.
#pragma once

#include "snapshot/batch_desk.h"

#include <QStringList>

namespace hubwatch::testing {

class FakeBatchDesk : public BatchDesk
{
    Q_OBJECT

public:
    using BatchDesk::BatchDesk;

    void look(const QString &path, const std::optional<CsvFormat> &format) override { looks.push_back({path, format}); }
    void askDefinitions(const DefinitionsQuestion &question) override { definitionQuestions.push_back(question); }
    void plan(const PlanQuestion &question) override { plans.push_back(question); }
    void dropPlanning() override { ++droppedPlannings; }
    void dryRun(const QString &job, std::int64_t sampleRows) override { dryRuns.push_back({job, sampleRows}); }
    void run(const RunOrder &order) override { runs.push_back(order); }
    void pause(const QString &job) override { paused << job; }
    void cancel(const QString &job) override { cancelled << job; }
    void retry(const QString &job, const QString &code, const std::vector<std::int64_t> &rows) override
    {
        retries.push_back({job, code, rows});
    }
    void decide(const QString &job, Pile pile) override { decisions.push_back({job, pile}); }
    void undo(const QString &job) override { undone << job; }
    void pin(const QString &job, bool pinned) override { pins.push_back({job, pinned}); }
    void remove(const QString &job) override { removed << job; }
    void exportRows(const QString &job, const ResultsExport::Order &order) override { exports.push_back({job, order}); }
    void saveMapping(const SavedMapping &mapping) override { savedMappings.push_back(mapping); }
    void removeMapping(const QString &name) override { removedMappings << name; }
    void askRows(const QString &job, const RowQuery &query) override { rowQueries.push_back({job, query}); }

    struct Retry {
        QString job = {};
        QString code = {};
        std::vector<std::int64_t> rows = {};
    };

    std::vector<std::pair<QString, std::optional<CsvFormat>>> looks = {};
    std::vector<DefinitionsQuestion> definitionQuestions = {};
    std::vector<PlanQuestion> plans = {};
    int droppedPlannings = 0;
    std::vector<std::pair<QString, std::int64_t>> dryRuns = {};
    std::vector<RunOrder> runs = {};
    QStringList paused = {};
    QStringList cancelled = {};
    std::vector<Retry> retries = {};
    std::vector<std::pair<QString, Pile>> decisions = {};
    QStringList undone = {};
    std::vector<std::pair<QString, bool>> pins = {};
    QStringList removed = {};
    std::vector<std::pair<QString, ResultsExport::Order>> exports = {};
    std::vector<SavedMapping> savedMappings = {};
    QStringList removedMappings = {};
    std::vector<std::pair<QString, RowQuery>> rowQueries = {};
};

} // namespace hubwatch::testing
