package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;

/// An object of which some *values*, not fields, change nothing yet: what [NotYetEffective] cannot
/// say.
public interface PartlyEffective {

    /// Names of fields whose present value has no effect yet.
    List<String> fieldsWithoutEffect();
}
