package dev.meridian.controlplane.placement.model;

/// @param position from 1, among what waits in this queue
public record QueuePosition(String name, int position) {}
