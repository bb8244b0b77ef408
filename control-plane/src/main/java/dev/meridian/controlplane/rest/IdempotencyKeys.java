package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobSpecWriter;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.projects.model.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the keys under which submissions are known from the header that a client sends.
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 240;

    private IdempotencyKeys() {}

    static List<@Nullable IdempotencyKey> one(
            Caller caller, @Nullable String header, String sha256) {
        return Collections.singletonList(
                header == null
                        ? null
                        : new IdempotencyKey(caller.userId().toString(), checked(header), sha256));
    }

    /// Each spec of a batch has a key of its own, so that a batch that is sent again stores what
    /// was not stored.
    static List<@Nullable IdempotencyKey> each(
            Caller caller, @Nullable String header, List<SpecReading> readings) {
        List<@Nullable IdempotencyKey> keys = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            keys.add(
                    header != null && readings.get(i) instanceof SpecReading.Accepted accepted
                            ? new IdempotencyKey(
                                    caller.userId().toString(),
                                    checked(header) + "#" + i,
                                    SpecBody.sha256(JobSpecWriter.toJson(accepted.spec())))
                            : null);
        }
        return keys;
    }

    private static String checked(String header) {
        if (!header.matches("[\\x21-\\x7e]{1," + LONGEST + "}")) {
            throw RefusedRequest.parameter(
                    HEADER,
                    "the key has "
                            + header.length()
                            + " characters, or some that are no visible ASCII",
                    "give 1 to " + LONGEST + " visible ASCII characters, such as a UUID");
        }
        return header;
    }
}
