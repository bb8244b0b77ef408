/// Who there is, what they may, and how much: users, tokens, roles, projects and queues with their
/// ceilings.
///
/// Admission refuses what can never be; when something runs is decided by `placement`.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
