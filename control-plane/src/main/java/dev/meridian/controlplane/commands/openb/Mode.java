package dev.meridian.controlplane.commands.openb;

/// A way to plan what arrives.
public interface Mode {
    Result run(Trial trial);
}
