/// What waits for a person: the list, and one with its evidence and the forms to decide.
@NullMarked
package dev.meridian.controlplane.console.approvals;

import org.jspecify.annotations.NullMarked;
