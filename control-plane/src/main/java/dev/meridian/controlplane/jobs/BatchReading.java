package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// What came of reading many job specs at once.
public sealed interface BatchReading {

    /// One reading for each spec, in their order; pointers are relative to each spec.
    record Each(List<SpecReading> readings) implements BatchReading {}

    /// The list itself cannot be read.
    record Unparsable(List<Refusal> refusals) implements BatchReading {}

    /// The list holds nothing, or too much.
    record Impossible(List<Refusal> refusals) implements BatchReading {}
}
