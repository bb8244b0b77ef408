package dev.meridian.swarm.script;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.swarm.agent.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a simulated fleet does, from a YAML file; equal seeds give equal chances.
///
/// @param tasks the first rule that fits a job's name tells how its tasks run
public record Script(
        long seed,
        HostShape hosts,
        List<TaskRule> tasks,
        List<Silence> silences,
        List<Storm> storms) {

    /// Nothing happens, and commands are played by their words.
    public static final Script QUIET =
            new Script(1, HostShape.PLAIN, List.of(), List.of(), List.of());

    public Script {
        hosts = Objects.requireNonNullElse(hosts, HostShape.PLAIN);
        tasks = List.copyOf(Objects.requireNonNullElse(tasks, List.of()));
        silences = List.copyOf(Objects.requireNonNullElse(silences, List.of()));
        storms = List.copyOf(Objects.requireNonNullElse(storms, List.of()));
    }

    /// @throws IllegalArgumentException with a sentence that tells what is wrong where
    public static Script read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /// As [#read], of the text itself.
    public static Script parse(String yaml) {
        try {
            Script script =
                    YAMLMapper.builder()
                            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                            .build()
                            .readValue(yaml, Script.class);
            return script == null ? QUIET : script;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the script cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /// When the last silence is over and the last storm's agents may be back.
    ///
    /// @return milliseconds since the whole fleet was connected; 0: nothing happens
    public long lastMillis() {
        return LongStream.concat(
                        silences.stream().mapToLong(s -> s.at().millis() + s.lasts().millis()),
                        storms.stream().mapToLong(s -> s.at().millis() + s.within().millis()))
                .max()
                .orElse(0);
    }

    /// The same attempt of an allocation is played alike whenever it is asked.
    public Play play(Assignment assignment) {
        RandomGenerator random =
                new SplittableRandom(
                        seed * 31
                                + assignment.getAllocationId().hashCode()
                                + assignment.getEpoch());
        return tasks.stream()
                .filter(rule -> rule.fits(assignment.getJobName()))
                .findFirst()
                .map(rule -> rule.draw(random))
                .or(() -> Play.of(assignment.getCommandList()))
                .orElseGet(() -> TaskRule.WITHOUT.draw(random));
    }
}
