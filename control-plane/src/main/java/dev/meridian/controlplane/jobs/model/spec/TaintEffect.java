package dev.meridian.controlplane.jobs.model.spec;

/// What a taint of a node does to work that does not tolerate it.
public enum TaintEffect implements Word {
    NO_SCHEDULE("NoSchedule"),
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    NO_EXECUTE("NoExecute");

    private final String word;

    TaintEffect(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
