package dev.meridian.controlplane.fleet.model;

/// Keeps work away that does not tolerate it.
public record Taint(String key, String value, Effect effect) {

    public enum Effect {
        /// without a toleration nothing is placed there
        NO_SCHEDULE("NoSchedule"),
        /// without a toleration placed there only when nothing else fits
        PREFER_NO_SCHEDULE("PreferNoSchedule");

        private final String written;

        Effect(String written) {
            this.written = written;
        }

        /// As in YAML and JSON.
        public String written() {
            return written;
        }

        /// @throws IllegalArgumentException with a sentence that names the effects there are
        public static Effect parse(String text) {
            for (Effect effect : values()) {
                if (effect.written.equals(text)) {
                    return effect;
                }
            }
            throw new IllegalArgumentException(
                    "a taint's effect is NoSchedule or PreferNoSchedule, not \"" + text + "\"");
        }
    }

    public Taint {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a taint needs a key");
        }
    }
}
