package dev.meridian.controlplane.console.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.support.Specs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobTemplatesTest {
    private static final JobTemplates TEMPLATES = new JobTemplates();

    static List<String> names() {
        return JobTemplates.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsAJobThatTellsWhatItIsFor(String name) {
        var template = TEMPLATES.named(name);
        Specs.yaml(template.text());
        assertThat(template.title()).hasSizeBetween(10, 120);
        assertThat(template.text()).startsWith("# ").doesNotContain("\t");
    }

    @Test
    void aNameThatIsNoneGivesTheFirst() {
        assertThat(TEMPLATES.named("no-such").name()).isEqualTo("batch");
    }

    @Test
    void aSpecIsWrittenWithoutWhatGoesWithoutSayingAndReadAsTheSame() {
        JobSpec plain = Specs.yaml(SpecText.plainJob());
        Stream.concat(
                        TEMPLATES.all().stream().map(one -> one.text()),
                        Stream.of(Specs.everything()))
                .map(Specs::yaml)
                .forEach(spec -> {
                    String text = SpecText.of(spec, plain);
                    assertThat(Specs.yaml(text)).as(text).isEqualTo(spec);
                });
        assertThat(SpecText.of(plain, plain).lines()).hasSizeLessThan(7);
    }
}
