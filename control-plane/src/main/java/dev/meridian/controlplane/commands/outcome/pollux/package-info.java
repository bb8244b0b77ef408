/// The workloads that Pollux was published with (Qiao et al., OSDI 2021), with jobs of fixed size:
/// how long their training takes is read from the measured step times.
@NullMarked
package dev.meridian.controlplane.commands.outcome.pollux;

import org.jspecify.annotations.NullMarked;
