package dev.meridian.agent.probe;

/// Something that can be measured again and again. Called by one thread.
public interface Probe {
    void sample(Samples into);
}
