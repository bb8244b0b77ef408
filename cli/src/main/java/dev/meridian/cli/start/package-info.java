/// What makes the command start fast: a jar without old class files, and the AOT cache of it.
@NullMarked
package dev.meridian.cli.start;

import org.jspecify.annotations.NullMarked;
