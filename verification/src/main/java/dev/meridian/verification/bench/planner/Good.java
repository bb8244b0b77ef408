package dev.meridian.verification.bench.planner;

/// What a node has or a pod asks for; accelerators are whole ones of any model, which every
/// contestant can tell.
///
/// @param cpu thousandths of a core
/// @param memory mebibytes
record Good(long cpu, long memory, int accelerators) {}
