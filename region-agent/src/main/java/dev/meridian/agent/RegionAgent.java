package dev.meridian.agent;

/// The region agent: runs assigned work on one host.
public final class RegionAgent {

    static void main(String[] args) {
        System.exit(args.length);
    }
}
