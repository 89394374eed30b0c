#include "batch/chunk.h"
#include "batch/definition_cache.h"
#include "batch/dry_run.h"
#include "batch/job_folder.h"
#include "batch/job_runner.h"
#include "batch/job_window.h"
#include "batch/planner.h"
#include "batch/results.h"
#include "batch/row_check.h"
#include "batch/search_intake.h"

#include <gtest/gtest.h>

using namespace hubwatch;

TEST(BatchWalls, SpecsAreEqualWhenTheySayTheSame)
{
    EXPECT_EQ(JobSpec(), JobSpec());
}
