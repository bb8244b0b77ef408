/// What tests share: a database each, a whole plane each, a clock that they set.
@NullMarked
package dev.meridian.controlplane.support;

import org.jspecify.annotations.NullMarked;
