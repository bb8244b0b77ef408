package dev.meridian.controlplane.kernel.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// When a disk counts as full.
///
/// @param fullAt part of a disk in use from which nothing new is taken on; 1: only when it is full
/// @param databaseSize room that a database on another host has, whose disk cannot be seen from
///   here; 0: not known
@ConfigurationProperties("meridian.disk")
record DiskSettings(@DefaultValue("0.9") double fullAt, @DefaultValue("0B") DataSize databaseSize) {

    DiskSettings {
        if (!(fullAt > 0 && fullAt <= 1)) {
            throw new IllegalArgumentException(
                    "meridian.disk.full-at is a part of a disk, above 0 and at most 1, not "
                            + fullAt);
        }
    }
}
