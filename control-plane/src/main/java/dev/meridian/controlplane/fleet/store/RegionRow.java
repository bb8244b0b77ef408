package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "regions")
class RegionRow {
    @Id private String name = "";
    private @Nullable String provider;
    private @Nullable String jurisdiction;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private Instant createdAt = Instant.EPOCH;
    @Version private long version;

    protected RegionRow() {}

    RegionRow(RegionName name, Instant createdAt) {
        this.name = name.value();
        this.createdAt = createdAt;
    }

    void edit(RegionEdit edit) {
        provider = edit.provider();
        jurisdiction = edit.jurisdiction();
        Coordinates at = edit.coordinates();
        latitude = at == null ? null : at.latitude();
        longitude = at == null ? null : at.longitude();
    }

    long version() {
        return version;
    }

    Region toRegion() {
        Coordinates at =
                latitude == null || longitude == null ? null : new Coordinates(latitude, longitude);
        return new Region(
                new RegionName(name), new RegionEdit(provider, jurisdiction, at), version);
    }
}
