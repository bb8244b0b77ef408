/// A control plane's database as years of use would leave it.
@NullMarked
package dev.meridian.verification.seed;

import org.jspecify.annotations.NullMarked;
