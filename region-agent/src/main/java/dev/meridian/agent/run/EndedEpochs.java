package dev.meridian.agent.run;

import java.util.LinkedHashMap;
import java.util.Map;

/// Per allocation the highest epoch that ended here and was forgotten: an old message must not
/// revive it. Of the last few thousand allocations.
final class EndedEpochs extends LinkedHashMap<String, Integer> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 4096;

    EndedEpochs() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
        return size() > MOST;
    }
}
