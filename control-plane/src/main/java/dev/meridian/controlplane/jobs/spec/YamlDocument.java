package dev.meridian.controlplane.jobs.spec;

import java.util.Map;

/// One document of a body that may have several.
///
/// @param lines of the body, counted from 1, on which each value or its field's name begins, by
///   pointer
public record YamlDocument(ParsedTree parsed, Map<String, Integer> lines) {}
