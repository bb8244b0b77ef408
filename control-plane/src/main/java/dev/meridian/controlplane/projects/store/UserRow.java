package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.User;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users")
class UserRow {
    @Id UUID id;
    String name;
    @Nullable String passwordHash;
    boolean disabled;

    @Column(updatable = false)
    Instant createdAt;

    @Version long version;

    @OneToMany(
            mappedBy = "user",
            cascade = CascadeType.ALL,
            orphanRemoval = true,
            fetch = FetchType.EAGER)
    Set<GrantRow> grants = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    UserRow() {}

    UserRow(UUID id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }

    Set<Grant> held() {
        return grants.stream().map(GrantRow::grant).collect(Collectors.toUnmodifiableSet());
    }

    User user() {
        return new User(id, name, disabled, held(), createdAt, version);
    }
}
