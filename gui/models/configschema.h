// The schema of the configuration for the application. One of its sections is called "signals", which is a keyword for Qt and for its
// moc; include this before any other header of shared/config.
#pragma once

#ifndef Q_MOC_RUN
#pragma push_macro("signals")
#undef signals
#include "shared/config/schema.h"  // IWYU pragma: export
#pragma pop_macro("signals")
#endif
