/// A job is written, checked, planned and sent.
@NullMarked
package dev.meridian.controlplane.console.submit;

import org.jspecify.annotations.NullMarked;
