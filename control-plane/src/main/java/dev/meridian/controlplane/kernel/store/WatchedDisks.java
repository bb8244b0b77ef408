package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.kernel.Home;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The disk of the home, and that of the database where it is on this host or its size was
/// configured.
@Component
@EnableConfigurationProperties(DiskSettings.class)
class WatchedDisks implements DiskGuard {
    private static final Logger log = LoggerFactory.getLogger(WatchedDisks.class);
    private static final Duration ASKED_EACH = Duration.ofMinutes(1);

    private final Home home;
    private final DatabaseDisk database;
    private final DiskSettings settings;
    private volatile @Nullable String full;
    private volatile double homeUsed;
    private volatile double databaseUsed;
    private List<Path> folders = List.of();
    private OptionalDouble share = OptionalDouble.empty();
    private Instant asked = Instant.MIN;

    WatchedDisks(Home home, DatabaseDisk database, DiskSettings settings, MeterRegistry meters) {
        this.home = home;
        this.database = database;
        this.settings = settings;
        Gauge.builder("meridian.disk.used", this, disks -> disks.homeUsed)
                .tag("disk", "home")
                .register(meters);
        Gauge.builder("meridian.disk.used", this, disks -> disks.databaseUsed)
                .tag("disk", "database")
                .register(meters);
    }

    @Override
    public Optional<String> full() {
        return Optional.ofNullable(full);
    }

    @Override
    public synchronized void look(Instant now) {
        if (now.isBefore(asked) || !now.isBefore(asked.plus(ASKED_EACH))) {
            ask(now);
        }
        homeUsed = used(home.path()).orElse(0);
        databaseUsed =
                Math.max(
                        share.orElse(0),
                        folders.stream().mapToDouble(one -> used(one).orElse(0)).max().orElse(0));
        String before = full;
        full =
                databaseUsed >= settings.fullAt()
                        ? sentence("The disk of the database", databaseUsed)
                        : homeUsed >= settings.fullAt()
                                ? sentence("The disk of " + home.path(), homeUsed)
                                : null;
        if (before == null && full != null) {
            log.error("{}", full);
        } else if (before != null && full == null) {
            log.warn("the disks have room again");
        }
    }

    /// While the database is away what it said last counts.
    private void ask(Instant now) {
        try {
            folders = database.folders();
            long size = settings.databaseSize().toBytes();
            share =
                    size > 0
                            ? OptionalDouble.of((double) database.size() / size)
                            : OptionalDouble.empty();
            asked = now;
        } catch (DataAccessException | TransactionException e) {
            log.debug("the database does not say where it is", e);
        }
    }

    private String sentence(String disk, double used) {
        return String.format(
                Locale.ROOT,
                "%s is %.0f %% full: nothing new is taken on until it is below %.0f %%. An operator must make room; what runs goes on.",
                disk,
                100 * used,
                100 * settings.fullAt());
    }

    /// As `df` counts: of what ordinary users may have.
    private static OptionalDouble used(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            double used = store.getTotalSpace() - store.getUnallocatedSpace();
            double all = used + store.getUsableSpace();
            return all > 0 ? OptionalDouble.of(used / all) : OptionalDouble.empty();
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }
}
