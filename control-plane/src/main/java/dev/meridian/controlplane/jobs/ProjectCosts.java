package dev.meridian.controlplane.jobs;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.meridian.controlplane.jobs.model.view.CostlyJob;
import dev.meridian.controlplane.jobs.model.view.LiveJobs;
import dev.meridian.controlplane.jobs.model.view.PastUse;
import dev.meridian.controlplane.jobs.model.view.QueueSpending;
import dev.meridian.controlplane.jobs.model.view.QueueUse;
import dev.meridian.controlplane.jobs.model.view.SpentHour;
import dev.meridian.controlplane.jobs.store.ProjectHours;
import dev.meridian.controlplane.jobs.store.QueueUses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// What projects hold, and what it costs.
@Service
public class ProjectCosts {
    /// An end may be reported so late and still be counted to the second.
    private static final Duration LATE = Duration.ofHours(1);

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Comparator<List<String>> BY_NAMES =
            Comparator.comparing(names -> String.join("/", names));

    /// @param at when it was read
    /// @param closed the hour from which on no hours are closed
    public record Overview(
            Instant at,
            Instant closed,
            List<QueueUse> use,
            List<QueueSpending> spending,
            List<LiveJobs> jobs) {
        public Overview {
            use = List.copyOf(use);
            spending = List.copyOf(spending);
            jobs = List.copyOf(jobs);
        }
    }

    private final ProjectHours hours;
    private final QueueUses uses;
    private final Clock clock;
    private final LoadingCache<String, Overview> overview =
            Caffeine.newBuilder()
                    .refreshAfterWrite(REMEMBERED)
                    .expireAfterWrite(AT_MOST)
                    .build(_ -> read());

    ProjectCosts(ProjectHours hours, QueueUses uses, Clock clock) {
        this.hours = hours;
        this.uses = uses;
        this.clock = clock;
    }

    /// Of all projects, as of a moment ago: it reads all that runs, so it is read again beside
    /// those who look at it.
    public Overview overview() {
        return overview.get("");
    }

    private Overview read() {
        Instant now = clock.instant();
        Instant closed = hours.until();
        List<QueueUse> use = uses.now(closed, now);
        Map<List<String>, QueueSpending> spent = new TreeMap<>(BY_NAMES);
        hours.spent(hoursBefore(now, 24), hoursBefore(now, 7 * 24), hoursBefore(now, 30 * 24))
                .forEach(one -> spent.put(List.of(one.project(), one.queue()), one));
        for (QueueUse one : use) {
            spent.compute(
                    List.of(one.project(), one.queue()),
                    (_, before) ->
                            (before == null
                                            ? QueueSpending.none(one.project(), one.queue())
                                            : before)
                                    .with(one));
        }
        return new Overview(now, closed, use, List.copyOf(spent.values()), uses.jobs());
    }

    /// What queues held in the mean of the hours that are closed; an hour counts half as much as
    /// one that is a half-life younger.
    public List<PastUse> fading(Duration halfLife, Instant now) {
        return hours.fading(halfLife, now);
    }

    /// Closed ones, oldest first; hours in which a queue spent nothing are absent.
    ///
    /// @param span back from now, from the full hour
    public List<SpentHour> hours(String project, Duration span) {
        return hours.hours(project, hoursBefore(clock.instant(), span.toHours()));
    }

    /// The costliest first, by what they cost in the last span.
    public List<CostlyJob> costly(String project, Duration span, int limit) {
        Instant now = clock.instant();
        return hours.costly(project, now.minus(span), now, limit);
    }

    private static Instant hoursBefore(Instant now, long hours) {
        return now.truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
    }

    /// Closes the hours that are over, and looks anew.
    public void runOnce(Instant now) {
        Instant upTo = now.minus(LATE).truncatedTo(ChronoUnit.HOURS);
        while (hours.close(upTo).isPresent()) {
            // a day at once
        }
        // so that whoever looks first does not wait for it
        overview();
    }
}
