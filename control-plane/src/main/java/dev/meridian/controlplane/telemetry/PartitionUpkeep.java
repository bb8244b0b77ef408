package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.store.SamplePartitions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Makes the partitions of samples ahead of time and drops those past their retention.
@Service
public class PartitionUpkeep {
    /// A replica that cannot reach the database for a day still finds the next partition made.
    private static final int DAYS_AHEAD = 2;

    private final SamplePartitions partitions;
    private final Duration retention;

    PartitionUpkeep(
            SamplePartitions partitions,
            @Value("${meridian.telemetry.retention:7d}") Duration retention) {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "samples are kept for a day at least, not for " + retention);
        }
        this.partitions = partitions;
        this.retention = retention;
    }

    public void runOnce(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Set<LocalDate> days = partitions.days();
        // yesterday's too: agents that were cut off send what they kept
        today.minusDays(1)
                .datesUntil(today.plusDays(DAYS_AHEAD + 1L))
                .filter(day -> !days.contains(day))
                .forEach(partitions::make);
        LocalDate oldest = now.minus(retention).atOffset(ZoneOffset.UTC).toLocalDate();
        List<LocalDate> outlived =
                days.stream().filter(day -> day.isBefore(oldest)).sorted().toList();
        partitions.drop(outlived);
    }
}
