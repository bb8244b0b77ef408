/// Kernel control groups: hybrid hosts, unified hosts, and hosts where none may be written.
@NullMarked
package dev.meridian.agent.run.cgroup;

import org.jspecify.annotations.NullMarked;
