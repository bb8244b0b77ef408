package dev.meridian.verification.demo;

import dev.meridian.verification.demo.Expectation.Serves;
import dev.meridian.verification.demo.Expectation.Succeeds;
import dev.meridian.verification.demo.Expectation.Waits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the demo shows: first the jobs that nothing befalls, in the order in which they are
/// submitted, then those of the [Acts].
final class Samples {

    private Samples() {}

    static List<Sample> undisturbed(Bucket bucket) {
        return List.of(
                new Sample(
                        "word-count",
                        "an array of six counts the words of docs/, a dependent group adds up",
                        new Succeeds(job -> says(job, "total " + bucket.words()))),
                new Sample(
                        "two-region-gang",
                        "two ranks in two regions meet over MASTER_ADDR and exchange a checksum",
                        new Succeeds(Samples::metAcrossRegions)),
                new Sample(
                        "second-try",
                        "fails once and is retried",
                        new Succeeds(job -> attempts(job, 2))),
                new Sample(
                        "gpu-shares",
                        "two halves of a GPU on one declared device",
                        new Succeeds(Samples::sharedOneDevice)),
                new Sample(
                        "stays-in-europe",
                        "bound by residency",
                        new Succeeds(job -> ranOnlyIn(job, "eu-west"))),
                new Sample(
                        "cannot-fit",
                        "asks for more than any host has, and is told so",
                        new Waits(Set.of("NoMatchingNode", "InsufficientResources"))));
    }

    static Sample outlivesItsAgent() {
        return new Sample(
                "outlives-its-agent",
                "counts while its agent is killed and started again",
                4,
                new Succeeds(job ->
                        first(
                                attempts(job, 1),
                                expect(
                                        job.logs().equals(count(1, 12)),
                                        "the count is broken: " + job.logs()))));
    }

    static Sample outlivesItsHost() {
        return new Sample(
                "outlives-its-host",
                "counts on in another region when its host is cut off",
                5,
                new Succeeds(job ->
                        first(
                                attempts(job, 2),
                                endedAs(job, "LOST"),
                                movedRegion(job),
                                wentOn(job, 12))));
    }

    static List<Sample> onADrainedHost() {
        return List.of(
                new Sample(
                        "makes-way",
                        "counts on elsewhere when its host is drained",
                        4,
                        new Succeeds(
                                job -> first(attempts(job, 2), movedRegion(job), wentOn(job, 8)))),
                new Sample(
                        "stays-served",
                        "a service whose second copy runs before the first is stopped",
                        1,
                        new Serves(
                                job -> first(attempts(job, 2), movedRegion(job), neverAway(job)))));
    }

    /// The newest attempt began where the one before had come to.
    private static Optional<String> wentOn(Ended job, int last) {
        List<Integer> numbers =
                job.logs()
                        .lines()
                        .filter(line -> line.matches("\\d+"))
                        .map(Integer::valueOf)
                        .toList();
        return expect(
                !numbers.isEmpty()
                        && numbers.getFirst() > 1
                        && job.logs().endsWith(count(numbers.getFirst(), last)),
                "it did not go on from where it was: " + job.logs());
    }

    private static Optional<String> neverAway(Ended job) {
        JsonNode old = job.history().getFirst();
        String began = job.history().getLast().path("startedAt").asString("");
        String ended = old.path("endedAt").asString("");
        return expect(
                !began.isEmpty()
                        && !ended.isEmpty()
                        && Instant.parse(began).isBefore(Instant.parse(ended)),
                "the second copy started at '" + began + "', the first ended at '" + ended + "'");
    }

    private static Optional<String> movedRegion(Ended job) {
        String from = job.history().getFirst().path("region").asString();
        return expect(
                job.each("region").stream().noneMatch(from::equals), "it has not left " + from);
    }

    private static Optional<String> endedAs(Ended job, String state) {
        String was = job.history().getFirst().path("state").asString();
        return expect(was.equals(state), "its first attempt ended as " + was + ", not " + state);
    }

    private static Optional<String> attempts(Ended job, int expected) {
        return expect(
                job.attempts() == expected,
                "it took " + job.attempts() + " attempts, not " + expected);
    }

    private static String count(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... complaints) {
        return Stream.of(complaints).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> metAcrossRegions(Ended job) {
        Set<String> sums = found(job.logs(), "sum \\d+");
        if (job.each("region").size() != 2) {
            return Optional.of("it ran in " + job.each("region") + ", not in two regions");
        }
        return expect(
                sums.size() == 1 && job.logs().lines().count() == 2,
                "the ranks do not agree: " + job.logs());
    }

    private static Optional<String> sharedOneDevice(Ended job) {
        Set<String> devices = found(job.logs(), "device \\d+");
        return expect(
                job.each("nodeName").size() == 1 && devices.size() == 1,
                "the halves lie on " + job.each("nodeName") + " " + devices);
    }

    private static Optional<String> ranOnlyIn(Ended job, String region) {
        return expect(job.each("region").equals(Set.of(region)), "it ran in " + job.each("region"));
    }

    private static Optional<String> says(Ended job, String line) {
        return expect(
                job.logs().lines().anyMatch(line::equals),
                "no line '" + line + "' in its logs: " + job.logs());
    }

    private static Optional<String> expect(boolean holds, String complaint) {
        return holds ? Optional.empty() : Optional.of(complaint);
    }

    private static Set<String> found(String text, String pattern) {
        Function<MatchResult, String> whole = MatchResult::group;
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(whole)
                .collect(Collectors.toSet());
    }
}
