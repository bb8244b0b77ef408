package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.model.Taint;
import org.jspecify.annotations.Nullable;

/// @param value empty when absent
/// @param effect `NoSchedule` (when absent) or `PreferNoSchedule`
record TaintView(@Nullable String key, @Nullable String value, @Nullable String effect) {

    static TaintView of(Taint taint) {
        return new TaintView(taint.key(), taint.value(), taint.effect().written());
    }

    Taint taint(int index) {
        return Edits.valid(
                "/taints/" + index,
                () ->
                        new Taint(
                                key == null ? "" : key,
                                value == null ? "" : value,
                                effect == null
                                        ? Taint.Effect.NO_SCHEDULE
                                        : Taint.Effect.parse(effect)));
    }
}
