/// Regions, clusters, node pools and nodes over HTTP.
@NullMarked
package dev.meridian.controlplane.rest.fleet;

import org.jspecify.annotations.NullMarked;
