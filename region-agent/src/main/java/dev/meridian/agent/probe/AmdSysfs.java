package dev.meridian.agent.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// AMD devices, as their kernel driver shows them below `/sys/class/drm`.
final class AmdSysfs {
    private static final String VENDOR = "0x1002";
    private static final double MIB = 1 << 20;
    private static final double PERCENT = 100;
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;

    private final Path cards;

    AmdSysfs(Path cards) {
        this.cards = cards;
    }

    List<GpuReading> read() {
        List<GpuReading> readings = new ArrayList<>();
        for (Path card : devices()) {
            double total = number(card.resolve("mem_info_vram_total"));
            if (!text(card.resolve("vendor")).equals(VENDOR) || Double.isNaN(total)) continue;
            String name = text(card.resolve("product_name"));
            Path monitor = monitor(card);
            readings.add(
                    new GpuReading(
                            readings.size(),
                            name.isEmpty() ? "AMD " + text(card.resolve("device")) : name,
                            text(card.resolve("unique_id")),
                            Math.round(total / MIB),
                            number(card.resolve("mem_info_vram_used")) / MIB,
                            number(card.resolve("gpu_busy_percent")) / PERCENT,
                            number(monitor.resolve("temp1_input")) / MILLI,
                            number(monitor.resolve("power1_average")) / MICRO,
                            Double.NaN));
        }
        return readings;
    }

    private List<Path> devices() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        cards, entry -> entry.getFileName().toString().matches("card\\d+"))) {
            entries.forEach(entry -> found.add(entry.resolve("device")));
        } catch (IOException _) {
            return List.of();
        }
        found.sort(
                Comparator.comparing(Path::toString, Comparator.comparingInt(String::length))
                        .thenComparing(Path::toString));
        return found;
    }

    private static Path monitor(Path card) {
        try (DirectoryStream<Path> monitors =
                Files.newDirectoryStream(card.resolve("hwmon"), "hwmon*")) {
            for (Path monitor : monitors) return monitor;
        } catch (IOException _) {
            // this card has no sensors: its readings stay unknown
        }
        return card.resolve("hwmon");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static double number(Path file) {
        try {
            return Double.parseDouble(text(file));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
