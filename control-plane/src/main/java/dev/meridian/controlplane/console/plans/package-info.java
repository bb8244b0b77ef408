/// How plans came about, on pages.
@NullMarked
package dev.meridian.controlplane.console.plans;

import org.jspecify.annotations.NullMarked;
