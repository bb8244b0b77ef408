package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Accelerator;
import java.util.List;

/// A host without accelerators, or with declared ones: there is nothing to measure.
public record NoAccelerators(List<Accelerator> accelerators) implements AcceleratorSource {
    public NoAccelerators {
        accelerators = List.copyOf(accelerators);
    }

    @Override
    public void sample(Samples into) {}
}
