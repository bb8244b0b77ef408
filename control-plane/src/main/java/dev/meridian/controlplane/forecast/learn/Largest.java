package dev.meridian.controlplane.forecast.learn;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named numbers in the order of their size.
final class Largest {
    private Largest() {}

    static Map<String, Double> first(Map<String, Double> numbers) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        numbers.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Double>>comparingDouble(
                                        entry -> -Math.abs(entry.getValue()))
                                .thenComparing(Map.Entry::getKey))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
