/// A whole Meridian on this host: the real jars as child processes, each with its own folder and
/// log.
@NullMarked
package dev.meridian.verification.local;

import org.jspecify.annotations.NullMarked;
