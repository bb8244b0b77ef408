package dev.meridian.controlplane.forecast.model.view;

import org.jspecify.annotations.Nullable;

/// What became of a promotion or a roll-back.
public sealed interface ModelMoved {

    /// @param champion what is heard now; null: experts alone
    record Done(@Nullable ModelLine champion, String sentence) implements ModelMoved {}

    record Missing() implements ModelMoved {}

    /// @param sentence why not
    record Refused(String sentence) implements ModelMoved {}
}
