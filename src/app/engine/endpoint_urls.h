// ServiceTarget of a ServiceConfig: where the paths of a workspace lead.
#pragma once

#include "sources/service_target.h"
#include "workspace/workspace.h"

namespace hubwatch {

/// The target with absolute URLs; a path is appended to the service's URL, and empty where the path is.
ServiceTarget targetOf(const ServiceConfig &service);

} // namespace hubwatch
