#include "sim/chance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hubwatch {

std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

double Chance::uniform()
{
    m_state += 0x9e3779b97f4a7c15;
    return double(mixed(m_state) >> 11) * 0x1p-53;
}

double Chance::normal()
{
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

int Chance::poisson(double mean)
{
    if (mean > 30)
        return std::max(0, int(std::lround(mean + normal() * std::sqrt(mean))));
    const double limit = std::exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform())
        ++count;
    return count;
}

double Chance::logNormal(double median, double sigma)
{
    return median * std::exp(sigma * normal());
}

} // namespace hubwatch
