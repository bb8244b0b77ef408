package dev.meridian.controlplane.jobs.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A document without its notation: what JSON and YAML have in common.
public sealed interface SpecTree {

    /// As problem answers name it: "a list", "a number".
    String kind();

    record Fields(Map<String, SpecTree> entries) implements SpecTree {
        public static final Fields NONE = new Fields(Map.of());

        @Override
        public String kind() {
            return "an object";
        }
    }

    record Items(List<SpecTree> items) implements SpecTree {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Text(String value) implements SpecTree {
        private static final int SHOWN = 80;

        @Override
        public String kind() {
            return "the text \""
                    + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value)
                    + "\"";
        }
    }

    record Numeric(BigDecimal value) implements SpecTree {
        private static final int LONGEST = 60;

        @Override
        public String kind() {
            String text =
                    value.precision() > LONGEST
                            ? "of " + value.precision() + " digits"
                            : value.toString();
            return "the number " + text;
        }
    }

    record Truth(boolean value) implements SpecTree {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }
    }

    record Nothing() implements SpecTree {
        @Override
        public String kind() {
            return "null";
        }
    }
}
