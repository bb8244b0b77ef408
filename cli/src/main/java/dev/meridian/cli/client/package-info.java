/// A client of the REST API for the command line, the demo, the replay and the end-to-end tests.
@NullMarked
package dev.meridian.cli.client;

import org.jspecify.annotations.NullMarked;
