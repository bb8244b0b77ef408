package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "role_grants")
class GrantRow {
    @Id UUID id;

    @ManyToOne
    @JoinColumn(name = "user_id")
    UserRow user;

    String role;
    @Nullable String project;

    @SuppressWarnings("NullAway.Init")
    GrantRow() {}

    GrantRow(UUID id, UserRow user, Grant grant) {
        this.id = id;
        this.user = user;
        this.role = grant.role().label();
        this.project = grant.project();
    }

    Grant grant() {
        return new Grant(Role.ofLabel(role).orElseThrow(), project);
    }
}
