package dev.meridian.controlplane.console.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Jobs to begin with, as files under `job-templates`; the first line of each says what it is for.
@Component
class JobTemplates {
    static final List<String> NAMES =
            List.of(
                    "batch",
                    "retry",
                    "array",
                    "pipeline",
                    "training",
                    "distributed-training",
                    "gpu-share",
                    "service",
                    "europe-only");

    /// @param title from the first line
    record JobTemplate(String name, String title, String text) {}

    private final List<JobTemplate> all = NAMES.stream().map(JobTemplates::read).toList();

    List<JobTemplate> all() {
        return all;
    }

    /// The one of that name, else the first.
    JobTemplate named(String name) {
        return Stream.concat(all.stream().filter(one -> one.name().equals(name)), all.stream())
                .findFirst()
                .orElseThrow();
    }

    private static JobTemplate read(String name) {
        try (var file = new ClassPathResource("job-templates/" + name + ".yaml").getInputStream()) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String first = text.lines().findFirst().orElse(name);
            return new JobTemplate(
                    name, first.replaceFirst("^# *", "").replaceFirst("\\.$", ""), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
