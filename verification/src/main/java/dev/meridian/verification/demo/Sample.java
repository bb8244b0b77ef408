package dev.meridian.verification.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A job that the demo submits.
///
/// @param name of its file under deploy/demo, and of the job
/// @param halfWay lines that it has written when trouble may come; 0 for one that has none
record Sample(String name, String shows, int halfWay, Expectation expected) {

    /// One that nothing befalls.
    Sample(String name, String shows, Expectation expected) {
        this(name, shows, 0, expected);
    }

    /// The spec as it is submitted: what only the demo knows is where its bucket is, and whether
    /// its agents may isolate.
    ///
    /// @param driver of every task; empty for the spec's own
    String spec(Path root, Bucket bucket, String driver) {
        try {
            return Files.readString(root.resolve("deploy/demo").resolve(name + ".yaml"))
                    .replace("${BUCKET}", bucket.address())
                    .replace(
                            "  task:\n",
                            driver.isEmpty()
                                    ? "  task:\n"
                                    : "  task:\n    driver: " + driver + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
