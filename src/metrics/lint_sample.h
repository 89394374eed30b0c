// What a line says once its grammar is found right; views point into the text.
#pragma once

#include "metrics/lint_numbers.h"
#include "metrics/scrape.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubwatch {

struct LintLabel {
    std::string_view name = {};
    std::string_view value = {}; ///< between the quotes, escapes and all

    bool operator==(const LintLabel &) const = default;
};

struct LintSample {
    std::string_view name = {};
    std::vector<LintLabel> labels = {};
    LintNumber value = {};
    std::optional<LintNumber> at = {};

    const char *exemplar = nullptr; ///< where it begins
    std::vector<LintLabel> exemplarLabels = {};
    LintNumber exemplarValue = {};
    std::optional<LintNumber> exemplarAt = {};
};

struct LintMetadata {
    enum class Kind { Type, Help, Unit };

    Kind kind = Kind::Type;
    std::string_view family = {};
    std::string_view text = {}; ///< the type, help or unit
};

const LintLabel *findLabel(const std::vector<LintLabel> &labels, std::string_view name);
/// Which label set this is, but for the label `apart`; equal sets in any order have equal keys.
std::string labelKey(const std::vector<LintLabel> &labels, std::string_view apart);
/// The first label whose name stands before it already; nullptr when all names differ.
const LintLabel *repeatedLabel(const std::vector<LintLabel> &labels);

} // namespace hubwatch
