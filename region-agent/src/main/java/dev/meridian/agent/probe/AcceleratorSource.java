package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Accelerator;
import java.util.List;

/// A way to find accelerators and to measure them.
public interface AcceleratorSource extends Probe {
    List<Accelerator> accelerators();
}
