/// How answers are written: for people, and for programs.
@NullMarked
package dev.meridian.cli.output;

import org.jspecify.annotations.NullMarked;
