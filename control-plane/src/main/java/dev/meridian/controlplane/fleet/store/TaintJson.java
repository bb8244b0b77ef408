package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Taint;

/// How a taint is written in a column.
record TaintJson(String key, String value, String effect) {

    static TaintJson of(Taint taint) {
        return new TaintJson(taint.key(), taint.value(), taint.effect().written());
    }

    Taint toTaint() {
        return new Taint(key, value, Taint.Effect.parse(effect));
    }
}
