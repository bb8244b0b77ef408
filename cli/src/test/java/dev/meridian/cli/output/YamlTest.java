package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What we write must be read by others as what it was.
class YamlTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":[1,2.5,true,null],\"c\":{\"d\":{}, \"e\":[]}}",
                "[[1,[2]],{\"a\":[{\"b\":1,\"c\":[{\"d\":2}]}]}]",
                "{\"a\":\"yes\",\"b\":\"1\",\"c\":\"1.0\",\"d\":\"\",\"e\":\" x\",\"f\":\"x \",\"g\":\"- a\"}",
                "{\"a\":\"x: y\",\"b\":\"x # y\",\"c\":\"null\",\"d\":\"~\",\"e\":\"0x1F\",\"f\":\"1e3\",\"on\":1}",
                "{\"a\":\"line\\nbreak\\ttab \\\"quoted\\\" \\\\ \\u0007 ü €\",\"b:c\":\"*x\",\"?\":\"&x\"}",
                "{\"a\":\"2026-01-01T00:00:00Z\",\"b\":\"12:30\",\"c\":\".inf\",\"d\":\"@x\",\"e\":\"%x\",\"f\":\"!x\"}",
                "{\"a\":12345678901234567890,\"b\":1e300,\"c\":-0.001}",
                "\"word\"",
                "[]"
            })
    void othersReadWhatWeWrote(String json) {
        JsonNode expected = JSON.readTree(json);

        assertThat(YAML.readTree(Yaml.text(Json.read(json)))).isEqualTo(expected);
        assertThat(JSON.readTree(Json.pretty(Json.read(json)))).isEqualTo(expected);
        assertThat(JSON.readTree(Json.text(Json.read(json)))).isEqualTo(expected);
    }

    @Test
    void wordsStandBare() {
        assertThat(Yaml.text(Json.read("{\"name\":\"a b\",\"items\":[{\"x\":1,\"y\":\"z\"}]}")))
                .isEqualTo("name: a b\nitems:\n- x: 1\n  \"y\": z\n");
    }
}
