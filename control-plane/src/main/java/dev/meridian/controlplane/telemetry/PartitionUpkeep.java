package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.model.Shelf;
import dev.meridian.controlplane.telemetry.store.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// Makes the partitions of what is measured ahead of time and drops those past their retention.
@Service
@EnableConfigurationProperties(TelemetrySettings.class)
public class PartitionUpkeep {
    /// A replica that cannot reach the database for a day still finds the next partition made.
    private static final int DAYS_AHEAD = 2;

    private final Partitions partitions;
    private final TelemetrySettings settings;

    PartitionUpkeep(Partitions partitions, TelemetrySettings settings) {
        this.partitions = partitions;
        this.settings = settings;
    }

    public void runOnce(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        for (Shelf shelf : Shelf.values()) {
            Set<LocalDate> there = partitions.of(shelf);
            // yesterday's too: agents that were cut off send what they kept
            make(shelf, there, today.minusDays(1), today.plusDays(DAYS_AHEAD));
            LocalDate oldest =
                    now.minus(settings.retention(shelf)).atOffset(ZoneOffset.UTC).toLocalDate();
            List<LocalDate> outlived =
                    there.stream()
                            .filter(begin -> !shelf.after(begin).isAfter(oldest))
                            .sorted()
                            .toList();
            partitions.drop(shelf, outlived);
        }
    }

    /// So that everything from one day to another has its place.
    public void make(Shelf shelf, LocalDate first, LocalDate last) {
        make(shelf, partitions.of(shelf), first, last);
    }

    private void make(Shelf shelf, Set<LocalDate> there, LocalDate first, LocalDate last) {
        for (LocalDate begin = shelf.begin(first);
                !begin.isAfter(last);
                begin = shelf.after(begin)) {
            if (!there.contains(begin)) {
                partitions.make(shelf, begin);
            }
        }
    }
}
