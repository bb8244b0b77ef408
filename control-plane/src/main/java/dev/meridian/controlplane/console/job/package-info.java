/// One job: how it goes, where and why, what it writes, what it was asked for.
@NullMarked
package dev.meridian.controlplane.console.job;

import org.jspecify.annotations.NullMarked;
