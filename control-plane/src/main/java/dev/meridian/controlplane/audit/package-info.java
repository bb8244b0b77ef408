/// Who did what: an append-only list in which each entry carries the hash of the one before.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
