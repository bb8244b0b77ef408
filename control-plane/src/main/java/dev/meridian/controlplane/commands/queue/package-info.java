/// Made-up fleets and queues under pressure, for `placement queue`.
@NullMarked
package dev.meridian.controlplane.commands.queue;

import org.jspecify.annotations.NullMarked;
