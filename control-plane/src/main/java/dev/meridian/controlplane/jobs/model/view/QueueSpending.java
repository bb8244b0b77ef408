package dev.meridian.controlplane.jobs.model.view;

/// What the jobs of a queue cost up to now, in US dollars; counted from the full hour.
///
/// @param day the last 24 hours
/// @param week the last 7 days
/// @param month the last 30 days
public record QueueSpending(
        String project,
        String queue,
        double day,
        double week,
        double month,
        double coreHoursOfMonth,
        double acceleratorHoursOfMonth) {

    /// With what came after the hours that are closed.
    public QueueSpending with(QueueUse use) {
        return new QueueSpending(
                project,
                queue,
                day + use.sinceClosed(),
                week + use.sinceClosed(),
                month + use.sinceClosed(),
                coreHoursOfMonth + use.coreHoursSinceClosed(),
                acceleratorHoursOfMonth + use.acceleratorHoursSinceClosed());
    }

    public static QueueSpending none(String project, String queue) {
        return new QueueSpending(project, queue, 0, 0, 0, 0, 0);
    }
}
