/// The door bell: who comes in says who they are.
@NullMarked
package dev.meridian.controlplane.console.signin;

import org.jspecify.annotations.NullMarked;
