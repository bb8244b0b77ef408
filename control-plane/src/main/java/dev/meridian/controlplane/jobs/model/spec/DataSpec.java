package dev.meridian.controlplane.jobs.model.spec;

import java.util.regex.Pattern;

/// Data that the job reads: fetching it from another region costs money and time.
public record DataSpec(
        @Says("where it lies, such as s3://corpus") String uri,
        @Says("region in which it lies") String region,
        @Says(
                        "gigabytes that each instance reads; of an array whose data lie in several regions, each of the members that read it")
                @Default("0")
                double sizeGb) {

    private static final Pattern URI =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\\s]{1,2000}");

    public DataSpec {
        Checks.of()
                .matches("uri", uri, URI, "give a URI such as s3://bucket/path")
                .matches("region", region, Names.DNS, Names.DNS_HINT)
                .range("sizeGb", sizeGb, 0, 1e9)
                .orThrow();
    }
}
