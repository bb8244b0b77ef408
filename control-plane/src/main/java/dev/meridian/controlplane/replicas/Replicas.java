package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.replicas.model.Replica;
import dev.meridian.controlplane.replicas.store.ReplicaStore;
import java.util.List;
import org.springframework.stereotype.Service;

/// What is known of all replicas.
@Service
public class Replicas {
    private final ReplicaStore store;

    Replicas(ReplicaStore store) {
        this.store = store;
    }

    /// By their names; those that have given no sign for a day are left out.
    public List<Replica> all() {
        return store.all();
    }
}
