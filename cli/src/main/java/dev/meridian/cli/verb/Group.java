package dev.meridian.cli.verb;

import picocli.CommandLine.ParameterException;

/// A verb that means nothing without one of its own.
final class Group extends Verb {

    @Override
    int run(Session session) {
        throw new ParameterException(
                spec().commandLine(),
                "Say which: " + String.join(", ", spec().subcommands().keySet()) + ".");
    }
}
