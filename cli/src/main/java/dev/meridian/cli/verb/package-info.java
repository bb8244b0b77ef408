/// The verbs of the command, a file for each.
@NullMarked
package dev.meridian.cli.verb;

import org.jspecify.annotations.NullMarked;
