package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// A document that could be read to its end, and what was nevertheless wrong with single places of
/// it.
///
/// @param defects duplicate fields, texts that are no Unicode, nesting without end; each with its
///   pointer
public record ParsedTree(SpecTree tree, List<Refusal> defects) {}
