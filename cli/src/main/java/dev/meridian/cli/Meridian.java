package dev.meridian.cli;

/// The `meridian` command.
public final class Meridian {

    static void main(String[] args) {
        System.exit(args.length);
    }
}
