package dev.meridian.controlplane.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Makes broken documents out of a good one.
public final class Mutations {

    public static final List<String> ABSURD_NUMBERS =
            List.of(
                    "-1",
                    "0",
                    "1e999",
                    "1e999999999",
                    "1e-999999999",
                    "-1e308",
                    "9".repeat(150),
                    "0.1",
                    "2147483648");

    private static final List<String> ABSURD =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1e999",
                    "1e-999999999",
                    "99999999999999999999",
                    "0.5",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"-5\"",
                    "\"" + "x".repeat(2_000) + "\"",
                    "\"☃ 💥\"",
                    "[]",
                    "[[]]",
                    "[null]",
                    "[1]",
                    "[\"x\"]",
                    "{}",
                    "{\"x\": 1}",
                    "\"10 s\"",
                    "\"NaN\"",
                    "\"../../etc/passwd\"",
                    "\"'; drop table jobs; --\"");

    private static final JsonMapper JSON = JsonMapper.shared();

    private Mutations() {}

    /// Every value replaced by each absurd one, every field left out, and an unknown one put into
    /// every object.
    public static List<String> everywhere(String json) {
        List<String> mutants = new ArrayList<>();
        JsonNode root = JSON.readTree(json);
        walk(root, root, mutants);
        return mutants;
    }

    private static void walk(JsonNode root, JsonNode at, List<String> mutants) {
        if (at instanceof ObjectNode object) {
            object.put("surplus", 1);
            mutants.add(root.toString());
            object.remove("surplus");
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode kept = object.get(name);
                object.remove(name);
                mutants.add(root.toString());
                for (String absurd : ABSURD) {
                    object.putRawValue(name, new RawValue(absurd));
                    mutants.add(root.toString());
                }
                object.set(name, kept);
                walk(root, kept, mutants);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode kept = array.get(i);
                for (String absurd : ABSURD) {
                    array.setRawValue(i, new RawValue(absurd));
                    mutants.add(root.toString());
                }
                array.set(i, kept);
                walk(root, kept, mutants);
            }
        }
    }

    /// A few bytes changed, doubled or lost, or the end cut off.
    public static byte[] noise(byte[] body, SplittableRandom random) {
        byte[] noisy = body.clone();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(noisy.length);
            switch (random.nextInt(4)) {
                case 0 -> noisy[at] = (byte) random.nextInt(256);
                case 1 -> noisy[at] = (byte) "{}[]\",:\n\t&*!|>%@`-?#0 ".charAt(random.nextInt(22));
                case 2 -> System.arraycopy(body, 0, noisy, at, Math.min(20, noisy.length - at));
                case 3 -> noisy = Arrays.copyOf(noisy, Math.max(1, at));
                default -> throw new AssertionError("four ways only");
            }
        }
        return noisy;
    }
}
