/// One node: how it stands, what it holds, what it measured, and what an operator asks of it.
@NullMarked
package dev.meridian.controlplane.console.node;

import org.jspecify.annotations.NullMarked;
