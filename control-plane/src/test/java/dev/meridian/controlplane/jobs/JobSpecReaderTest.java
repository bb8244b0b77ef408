package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.DisconnectPolicy;
import dev.meridian.controlplane.jobs.model.spec.DisconnectRule;
import dev.meridian.controlplane.jobs.model.spec.Driver;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.JobType;
import dev.meridian.controlplane.jobs.model.spec.Network;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.support.Specs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobSpecReaderTest {

    private static final String SMALLEST =
            "{\"name\": \"a\", \"taskGroups\": [{\"task\": {\"command\": [\"true\"]}}]}";

    @Test
    void theSmallestJobHasTheDefaultsOfTheReference() {
        JobSpec spec = accepted(SMALLEST).spec();
        assertThat(spec.project()).isEqualTo("default");
        assertThat(spec.queue()).isNull();
        assertThat(spec.type()).isEqualTo(JobType.BATCH);
        assertThat(spec.priorityClass()).isEqualTo("standard");
        assertThat(spec.preemptible()).isFalse();
        assertThat(spec.retry().max()).isZero();
        assertThat(spec.disconnectRule())
                .isEqualTo(new DisconnectRule(DisconnectPolicy.FENCE, Duration.ofMinutes(2)));
        var group = spec.taskGroups().getFirst();
        assertThat(group.name()).isEqualTo("main");
        assertThat(group.count()).isEqualTo(1);
        assertThat(group.gang()).isFalse();
        assertThat(group.resources().cpu()).isEqualTo(new Millicores(1000));
        assertThat(group.resources().memory()).isEqualTo(new Mebibytes(256));
        assertThat(group.resources().disk()).isEqualTo(Mebibytes.ZERO);
        assertThat(group.resources().accelerators()).isNull();
        assertThat(group.task().driver()).isEqualTo(Driver.SANDBOX);
        assertThat(group.task().network()).isEqualTo(Network.HOST);
        assertThat(accepted(SMALLEST).notYetEffective()).isEmpty();
    }

    @Test
    void everythingIsReadAndWrittenWithoutLoss() {
        JobSpec spec = Specs.yaml(Specs.everything());
        assertThat(JobSpecReader.fromJson(JobSpecWriter.toJson(spec))).isEqualTo(spec);
        assertThat(accepted(JobSpecWriter.toJson(spec)).spec()).isEqualTo(spec);
    }

    @Test
    void whatHasNoEffectYetIsListed() {
        assertThat(
                        ((SpecReading.Accepted) Specs.read(Specs.everything(), SpecFormat.YAML))
                                .notYetEffective())
                .containsExactly(
                        "/template",
                        "/taskGroups/1/task/image",
                        "/taskGroups/1/task/secrets",
                        "/taskGroups/1/task/driver",
                        "/service",
                        "/scaling",
                        "/redundancy");
    }

    @Test
    void jsonAndYamlMeanTheSame() {
        assertThat(Specs.yaml("{name: a, taskGroups: [{task: {command: [\"true\"]}}]}"))
                .isEqualTo(accepted(SMALLEST).spec());
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        assertThat(accepted("\uFEFF" + SMALLEST)).isNotNull();
        assertThat(Specs.yaml("\uFEFFname: a\ntaskGroups: [{task: {command: [ls]}}]\n").name())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"nmae": "a"}                                               | /nmae                          | "name"
                    {"taskGroups": [{"resources": {"gpus": 1}}]}                | /taskGroups/0/resources/gpus   | "cpu"
                    {"taskGroups": [{"task": {"comand": ["x"]}}]}               | /taskGroups/0/task/comand      | "command"
                    {"taskGroups": [{"command": ["x"]}]}                        | /taskGroups/0/command          | "task.command"
                    {"": 1}                                                     | /                              | "
                    {"a/b~c": 1}                                                | /a~1b~0c                       | "
                    """)
    void anUnknownFieldIsAnsweredWithTheNearestKnownOne(String body, String pointer, String near) {
        SpecReading reading = Specs.read(body, SpecFormat.JSON);
        assertThat(reading).isInstanceOf(SpecReading.Unparsable.class);
        assertThat(Specs.refusals(reading))
                .anySatisfy(refusal -> {
                    assertThat(refusal.pointer()).isEqualTo(pointer);
                    assertThat(refusal.hint()).contains(near);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "{",
                "[1",
                "{\"name\": NaN}",
                "{\"name\": Infinity}",
                "{'name': 'a'}",
                "{\"name\": \"a\"} x",
                "{\"name\": \"a\",}",
                "{\"name\": \"a\\u0000\"}",
                "{\"name\": \"\\ud800\"}",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "null",
                "true",
                "3",
                "\"a\"",
                "[]",
                "// no\n{}",
                "{\"name\": 1}",
                "{\"name\": [\"a\"]}",
                "{\"taskGroups\": {}}",
                "{\"taskGroups\": [1]}",
                "{\"taskGroups\": [null]}",
                "{\"preemptible\": \"true\"}",
                "{\"type\": \"Batch\"}",
                "{\"minRuntime\": 10}",
                "{\"minRuntime\": \"10\"}",
                "{\"minRuntime\": \"-1s\"}",
                "{\"deadline\": \"tomorrow\"}",
                "{\"taskGroups\": [{\"count\": 1.5}]}",
                "{\"taskGroups\": [{\"count\": \"1\"}]}",
                "{\"taskGroups\": [{\"task\": {\"command\": \"true\"}}]}",
                "{\"taskGroups\": [{\"task\": {\"env\": {\"A\": 3}}}]}"
            })
    void whatCannotBeReadIsUnparsable(String body) {
        assertThat(Specs.read(body, SpecFormat.JSON)).isInstanceOf(SpecReading.Unparsable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "---",
                "# nothing",
                "a: [",
                "a: b: c",
                "\t- a",
                "--- {name: a}\n--- {name: b}",
                "!!java.io.File {}",
                "name: !!binary aGk=",
                "name: !me a",
                "name: &a [*a]",
                "name: *b",
                "? [a]\n: b",
                "name: .inf",
                "name: .nan",
                "{name: a, name: b}",
                "name: \"\\0\"",
                "@",
                "%",
                "name: 1e99999999999",
                "- a",
                "a",
                "<<: {}"
            })
    void yamlThatCannotBeReadIsUnparsable(String body) {
        assertThat(Specs.read(body, SpecFormat.YAML)).isInstanceOf(SpecReading.Unparsable.class);
    }

    @Test
    void malformedUtf8IsUnparsable() {
        byte[] body = SMALLEST.getBytes(StandardCharsets.UTF_8);
        body[10] = (byte) 0xC3;
        SpecReading reading =
                new JobSpecReader(
                                dev.meridian.controlplane.jobs.model.spec.PriorityClasses.STANDARD)
                        .read(body, SpecFormat.JSON);
        assertThat(Specs.refusals(reading))
                .extracting(Refusal::detail)
                .containsExactly("byte 10 of the body is not UTF-8");
    }

    @Test
    void explodingAliasesAreRefused() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n"
                            .formatted(i, i, ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1)));
        }
        assertThat(Specs.refusals(Specs.read(bomb.toString(), SpecFormat.YAML)))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.detail()).startsWith("aliases repeat more than"));
    }

    @Test
    void modestAliasesAreUnderstood() {
        JobSpec spec =
                Specs.yaml(
                        """
                        name: a
                        taskGroups:
                        - {name: one, task: &task {command: [ls]}}
                        - {name: two, task: *task}
                        """);
        assertThat(spec.taskGroups().get(1).task()).isEqualTo(spec.taskGroups().get(0).task());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String open) {
        assertThat(Specs.read(open.repeat(100_000), SpecFormat.JSON))
                .isInstanceOf(SpecReading.Unparsable.class);
        assertThat(Specs.read(open.repeat(100_000), SpecFormat.YAML))
                .isInstanceOf(SpecReading.Unparsable.class);
    }

    @Test
    void allMistakesAreTold() {
        SpecReading reading =
                Specs.read(
                        """
                        name: "bad name!"
                        priority: 3
                        taskGroups:
                        - {count: 0, resources: {cpu: -1, memory: 64X}, task: {command: []}}
                        - {count: two, minCount: 5, task: {command: [ls], driver: sandbx}}
                        runtime: {max: 0s}
                        """,
                        SpecFormat.YAML);
        assertThat(reading).isInstanceOf(SpecReading.Unparsable.class);
        assertThat(Specs.refusals(reading))
                .extracting(Refusal::pointer)
                .containsExactlyInAnyOrder(
                        "/priority",
                        "/taskGroups/0/resources/memory",
                        "/taskGroups/1/count",
                        "/taskGroups/1/task/driver",
                        "/name",
                        "/taskGroups/0/count",
                        "/taskGroups/0/resources/cpu",
                        "/taskGroups/0/task/command",
                        "/runtime/max");
    }

    private static SpecReading.Accepted accepted(String json) {
        return (SpecReading.Accepted) Specs.read(json, SpecFormat.JSON);
    }
}
