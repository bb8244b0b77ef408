@NullMarked
package dev.meridian.cli;

import org.jspecify.annotations.NullMarked;
