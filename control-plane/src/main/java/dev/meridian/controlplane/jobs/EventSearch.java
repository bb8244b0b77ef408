package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.view.EventFilter;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.store.EventPages;
import java.util.List;
import org.springframework.stereotype.Service;

/// Looks through the history, the newest first.
@Service
public class EventSearch {
    private final EventPages pages;

    EventSearch(EventPages pages) {
        this.pages = pages;
    }

    /// @param beforeId only older ones; 0: from the newest
    public List<EventView> page(EventFilter filter, long beforeId, int limit) {
        return pages.page(filter, beforeId, limit);
    }

    /// The id of the newest event among these; 0: there is none.
    public long newest(EventFilter filter) {
        return pages.newest(filter);
    }

    /// All kinds of events that there are, in the order of the alphabet.
    public List<String> kinds() {
        return pages.kinds();
    }
}
