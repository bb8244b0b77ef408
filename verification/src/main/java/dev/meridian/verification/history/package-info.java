/// `make history`: weeks of real demand in a local installation, as if its fleet had recorded them.
@NullMarked
package dev.meridian.verification.history;

import org.jspecify.annotations.NullMarked;
