// BenchBox: many plain targets that cost next to nothing, to measure who scrapes them.
#pragma once

#include "sim/box.h"

namespace hubwatch {

struct BenchShape {
    int services = 50;
    int series = 2000;   ///< about: whole endpoints of eleven series
    double change = 0.2; ///< share of the series that differs from scrape to scrape

    bool operator==(const BenchShape &) const = default;
};

/// One body as prom-client writes it, changed in place: digits are counted up where they stand, nothing is written
/// anew.
class BenchBody
{
public:
    explicit BenchBody(const BenchShape &shape);

    /// The body of the next scrape: of each group of 1/change endpoints one has counted on.
    const QByteArray &next();

private:
    QByteArray m_body = {};
    std::vector<std::vector<qsizetype>> m_places = {}; ///< per endpoint: where the last digit of each value stands
    size_t m_every = 1;
    size_t m_scrape = 0;
};

class BenchBox
{
public:
    explicit BenchBox(const BenchShape &shape);
    ~BenchBox();

    /// From `port` upwards, or free ports for 0.
    Result<void> listen(quint16 port);
    std::vector<BoxService> services() const;
    /// A hubwatch.toml that watches /metrics alone, every 5 s.
    QByteArray workspaceText() const;

private:
    std::vector<std::unique_ptr<BenchBody>> m_bodies = {};
    std::vector<std::unique_ptr<BoxServer>> m_servers;
};

} // namespace hubwatch
