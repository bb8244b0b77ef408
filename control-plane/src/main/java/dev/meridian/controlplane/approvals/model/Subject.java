package dev.meridian.controlplane.approvals.model;

import org.jspecify.annotations.Nullable;

/// What a proposal is about.
///
/// @param type `node`, `region`, `queue`
/// @param id as in the paths of the API
/// @param name for people
/// @param project whose it is; null: the whole installation's
public record Subject(String type, String id, String name, @Nullable String project) {

    /// Of a thing of the installation.
    public static Subject of(String type, String id, String name) {
        return new Subject(type, id, name, null);
    }
}
