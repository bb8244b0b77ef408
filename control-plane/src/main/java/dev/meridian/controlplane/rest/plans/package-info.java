/// Plans over HTTP.
@NullMarked
package dev.meridian.controlplane.rest.plans;

import org.jspecify.annotations.NullMarked;
