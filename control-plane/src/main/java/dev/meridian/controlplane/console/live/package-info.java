/// Keeps open pages up to date: one stream of server-sent events for each.
@NullMarked
package dev.meridian.controlplane.console.live;

import org.jspecify.annotations.NullMarked;
