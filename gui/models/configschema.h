// The schema of the configuration for the application. One of its sections is called "signals", which is a macro for Qt; include
// this before any other header of shared/config.
#pragma once

#pragma push_macro("signals")
#undef signals
#include "shared/config/schema.h"  // IWYU pragma: export
#pragma pop_macro("signals")
