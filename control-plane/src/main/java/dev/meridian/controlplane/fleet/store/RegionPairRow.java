package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPair;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import dev.meridian.controlplane.kernel.model.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "region_pairs")
class RegionPairRow {

    @Embeddable
    record Key(@Column(name = "from_region") String from, @Column(name = "to_region") String to)
            implements Serializable {}

    @EmbeddedId private Key key = new Key("", "");
    private double egressUsdPerGb;
    private @Nullable Double latencyMs;
    private @Nullable Double bandwidthMbps;
    @Version private long version;

    protected RegionPairRow() {}

    RegionPairRow(RegionName from, RegionName to) {
        key = new Key(from.value(), to.value());
    }

    void edit(RegionPairEdit edit) {
        egressUsdPerGb = edit.egressPerGb().dollars();
        latencyMs = edit.latencyMs();
        bandwidthMbps = edit.bandwidthMbps();
    }

    long version() {
        return version;
    }

    RegionPair toPair() {
        return new RegionPair(
                new RegionName(key.from()),
                new RegionName(key.to()),
                new RegionPairEdit(Money.ofDollars(egressUsdPerGb), latencyMs, bandwidthMbps),
                version);
    }
}
