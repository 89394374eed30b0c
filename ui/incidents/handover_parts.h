// Handover parts: the sections of a handover, not yet freed of secrets. Pure; handoverDocument() is what callers want.
#pragma once

#include "ui/incidents/handover.h"

namespace hubwatch::ui {

HandoverSection timelineSection(const HandoverFacts &facts);
HandoverSection impactSection(const HandoverFacts &facts);
HandoverSection callsSection(const HandoverFacts &facts);
HandoverSection movedSection(const HandoverFacts &facts);
HandoverSection playbookSection(const HandoverFacts &facts);
HandoverSection deliverySection(const HandoverFacts &facts);
HandoverSection probeSection(const HandoverFacts &facts);
HandoverSection notesSection(const HandoverFacts &facts);
/// What nobody knows yet: asked by the console where it sees a gap, and those a post-mortem always asks.
HandoverSection questionsSection(const HandoverFacts &facts);

} // namespace hubwatch::ui
