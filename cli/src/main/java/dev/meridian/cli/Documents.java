package dev.meridian.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Answers as people read them: YAML.
final class Documents {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .build();

    private Documents() {}

    static void print(JsonNode answer, PrintWriter out) {
        out.print(YAML.writeValueAsString(answer));
        out.flush();
    }
}
