package dev.meridian.verification.demo;

import dev.meridian.verification.demo.Expectation.Succeeds;
import dev.meridian.verification.demo.Expectation.Waits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the demo shows, in the order in which it is submitted.
final class Samples {

    private Samples() {}

    static List<Sample> all(Bucket bucket) {
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
                        new Succeeds(job ->
                                expect(
                                        job.attempts() == 2,
                                        "it took " + job.attempts() + " attempts, not 2"))),
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
