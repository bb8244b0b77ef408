/// `make demo`: the main job, shown on this host.
@NullMarked
package dev.meridian.verification.demo;

import org.jspecify.annotations.NullMarked;
