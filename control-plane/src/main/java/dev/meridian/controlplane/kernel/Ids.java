package dev.meridian.controlplane.kernel;

import java.util.UUID;

/// Makes ids: UUIDs of version 7, so that rows of one time lie together in an index.
@FunctionalInterface
public interface Ids {
    UUID next();
}
