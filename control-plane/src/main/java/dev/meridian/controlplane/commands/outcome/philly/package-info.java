/// A week of the Philly trace on nodes of the price catalogue.
@NullMarked
package dev.meridian.controlplane.commands.outcome.philly;

import org.jspecify.annotations.NullMarked;
