#include "metrics/prom_registry.h"

#include "metrics/js_number.h"

#include <QtGlobal>
#include <algorithm>

namespace hubwatch {

namespace {

std::string promEscaped(std::string_view text, bool quotes)
{
    std::string escaped;
    for (const char c : text) {
        if (c == '\\')
            escaped += "\\\\";
        else if (c == '\n')
            escaped += "\\n";
        else if (c == '"' && quotes)
            escaped += "\\\"";
        else
            escaped += c;
    }
    return escaped;
}

std::string labelText(const Labels &labels)
{
    std::string text;
    for (const Label &label : labels) {
        if (!text.empty())
            text += ',';
        text.append(label.name).append("=\"").append(promEscaped(label.value, true)).append(1, '"');
    }
    return text;
}

void appendLine(std::string &text, const std::string &name, const std::string &labels, double value)
{
    text += '\n';
    text += name;
    if (!labels.empty())
        text.append(1, '{').append(labels).append(1, '}');
    text += ' ';
    appendJsNumber(text, value);
}

const char *kindText(PromMetric::Kind kind)
{
    switch (kind) {
    case PromMetric::Kind::Counter: return "counter";
    case PromMetric::Kind::Gauge: return "gauge";
    case PromMetric::Kind::Histogram: return "histogram";
    }
    Q_UNREACHABLE();
}

} // namespace

PromMetric::PromMetric(Kind kind, std::string name, std::string help, std::vector<double> buckets)
    : m_kind(kind)
    , m_name(std::move(name))
    , m_help(std::move(help))
    , m_buckets(std::move(buckets))
{ }

PromMetric &PromMetric::unlabelled()
{
    child({});
    return *this;
}

void PromMetric::inc(const Labels &labels, double by)
{
    child(labels).value += by;
}

void PromMetric::set(const Labels &labels, double value)
{
    child(labels).value = value;
}

void PromMetric::observe(const Labels &labels, double value)
{
    Child &target = child(labels);
    target.value += value;
    target.count += 1;
    const auto bucket = std::ranges::lower_bound(m_buckets, value);
    if (bucket != m_buckets.end())
        target.inBucket[size_t(bucket - m_buckets.begin())] += 1;
}

double PromMetric::value(const Labels &labels) const
{
    const auto found = std::ranges::find(m_children, labelText(labels), &Child::labels);
    if (found == m_children.end())
        return 0;
    return m_kind == Kind::Histogram ? found->count : found->value;
}

void PromMetric::append(std::string &text) const
{
    text.append("# HELP ").append(m_name).append(1, ' ').append(promEscaped(m_help, false));
    text.append("\n# TYPE ").append(m_name).append(1, ' ').append(kindText(m_kind));
    for (const Child &one : m_children) {
        if (m_kind != Kind::Histogram) {
            appendLine(text, m_name, one.labels, one.value);
            continue;
        }
        const std::string rest = one.labels.empty() ? std::string() : "," + one.labels;
        double below = 0;
        for (size_t i = 0; i < m_buckets.size(); ++i) {
            below += one.inBucket[i];
            std::string le = "le=\"";
            appendJsNumber(le, m_buckets[i]);
            appendLine(text, m_name + "_bucket", le + '"' + rest, below);
        }
        appendLine(text, m_name + "_bucket", "le=\"+Inf\"" + rest, one.count);
        appendLine(text, m_name + "_sum", one.labels, one.value);
        appendLine(text, m_name + "_count", one.labels, one.count);
    }
}

PromMetric::Child &PromMetric::child(const Labels &labels)
{
    std::string key = labelText(labels);
    const auto found = std::ranges::find(m_children, key, &Child::labels);
    if (found != m_children.end())
        return *found;
    m_children.push_back({.labels = std::move(key), .inBucket = std::vector<double>(m_buckets.size())});
    return m_children.back();
}

PromMetric &PromRegistry::add(PromMetric metric)
{
    return *m_metrics.emplace_back(std::make_unique<PromMetric>(std::move(metric)));
}

std::string PromRegistry::text() const
{
    std::string text;
    for (const auto &metric : m_metrics) {
        if (!text.empty())
            text += "\n\n";
        metric->append(text);
    }
    text += '\n';
    return text;
}

} // namespace hubwatch
