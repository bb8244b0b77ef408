package dev.meridian.agent.journal;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.ReportAck;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the records of a journal add up to.
final class Contents {
    /// Epochs of forgotten attempts are remembered for so many allocations.
    private static final int MOST_FORGOTTEN = 1000;

    private record Place(String allocationId, int epoch) {}

    private final Map<Place, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> forgotten =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > MOST_FORGOTTEN;
                }
            };

    void assigned(Assignment assignment) {
        entries.put(
                new Place(assignment.getAllocationId(), assignment.getEpoch()),
                new Entry(assignment, Optional.empty()));
    }

    /// An end whose assignment is damaged, or that never was started, is still to be told.
    void ended(AllocationReport report) {
        Place place = new Place(report.getAllocationId(), report.getEpoch());
        Entry entry = entries.get(place);
        Assignment assignment =
                entry != null
                        ? entry.assignment()
                        : Assignment.newBuilder()
                                .setAllocationId(report.getAllocationId())
                                .setEpoch(report.getEpoch())
                                .build();
        entries.put(place, new Entry(assignment, Optional.of(report)));
    }

    void forgotten(ReportAck place) {
        entries.remove(new Place(place.getAllocationId(), place.getEpoch()));
        forgotten.merge(place.getAllocationId(), place.getEpoch(), Math::max);
    }

    Collection<Entry> entries() {
        return List.copyOf(entries.values());
    }

    Map<String, Integer> forgotten() {
        return Map.copyOf(forgotten);
    }

    int size() {
        return entries.size() + forgotten.size();
    }
}
