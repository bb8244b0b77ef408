@NullMarked
package dev.meridian.agent;

import org.jspecify.annotations.NullMarked;
