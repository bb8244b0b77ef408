package dev.meridian.controlplane.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the field tables of the reference to the records; `-Dmeridian.rewrite-docs=true` writes
/// them anew.
class SpecReferenceTest {

    private static final Path REFERENCE = Path.of("../docs/reference/job-spec.md");
    private static final Pattern GENERATED =
            Pattern.compile("<!-- fields -->\n.*<!-- end of fields -->\n", Pattern.DOTALL);

    @Test
    void theReferenceNamesEveryFieldWithItsDefault() throws IOException {
        String reference = Files.readString(REFERENCE);
        String tables = "<!-- fields -->\n" + tables() + "<!-- end of fields -->\n";
        if (Boolean.getBoolean("meridian.rewrite-docs")) {
            reference =
                    GENERATED.matcher(reference).find()
                            ? GENERATED
                                    .matcher(reference)
                                    .replaceFirst(Matcher.quoteReplacement(tables))
                            : reference.stripTrailing() + "\n\n" + tables;
            Files.writeString(REFERENCE, reference);
        }
        assertThat(reference).contains(tables);
    }

    private static String tables() {
        Map<String, RecordKind> objects = new LinkedHashMap<>();
        collect("job", RecordKind.of(JobSpec.class), objects);
        var text = new StringBuilder("## Fields\n\nA field with † has no effect yet.\n");
        objects.forEach((path, kind) -> text.append(table(path, kind)));
        return text.toString();
    }

    private static void collect(String path, RecordKind kind, Map<String, RecordKind> objects) {
        objects.put(path, kind);
        for (FieldKind field : kind.fields().values()) {
            String at = path.equals("job") ? field.name() : path + "." + field.name();
            if (field.kind() instanceof RecordKind nested) {
                collect(at, nested, objects);
            } else if (field.kind() instanceof Kind.ListOf(RecordKind nested)) {
                collect(at + "[]", nested, objects);
            }
        }
    }

    private static String table(String path, RecordKind kind) {
        var text =
                new StringBuilder(
                        "\n### `"
                                + path
                                + "`\n\n| field | what | default | meaning |\n|---|---|---|---|\n");
        for (FieldKind field : kind.fields().values()) {
            text.append(
                    "| `%s`%s | %s | %s | %s |\n"
                            .formatted(
                                    field.name(),
                                    field.effective() ? "" : " †",
                                    field.kind().title(),
                                    field.required()
                                            ? "required"
                                            : field.standardText() == null
                                                    ? ""
                                                    : "`" + field.standardText() + "`",
                                    field.says()));
        }
        return text.toString();
    }
}
