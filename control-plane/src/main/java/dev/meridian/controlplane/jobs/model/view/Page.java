package dev.meridian.controlplane.jobs.model.view;

import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param nextCursor to ask for what follows; empty at the end
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
