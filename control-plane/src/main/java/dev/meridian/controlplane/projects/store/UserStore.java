package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Rows of users and of what they hold; to be used within a transaction.
@Repository
public class UserStore {
    private final EntityManager rows;
    private final Ids ids;

    UserStore(EntityManager rows, Ids ids) {
        this.rows = rows;
        this.ids = ids;
    }

    public List<User> list() {
        return rows.createQuery(
                        "select distinct u from UserRow u left join fetch u.grants order by u.name",
                        UserRow.class)
                .getResultStream()
                .map(UserRow::user)
                .toList();
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(rows.find(UserRow.class, id)).map(UserRow::user);
    }

    public Optional<User> findByName(String name) {
        return rowByName(name).map(UserRow::user);
    }

    public Optional<String> passwordHash(String name) {
        return rowByName(name).filter(row -> !row.disabled).map(row -> row.passwordHash);
    }

    private Optional<UserRow> rowByName(String name) {
        return rows.createQuery("from UserRow where name = :name", UserRow.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public User insert(String name, Set<Grant> grants, Instant at) {
        var row = new UserRow(ids.next(), name, at);
        grants.forEach(grant -> row.grants.add(new GrantRow(ids.next(), row, grant)));
        rows.persist(row);
        rows.flush();
        return row.user();
    }

    /// Replaces what the user holds and whether they are let in.
    public User update(UUID id, boolean disabled, Set<Grant> grants) {
        var row = existing(id);
        row.disabled = disabled;
        row.grants.removeIf(held -> !grants.contains(held.grant()));
        var held = row.held();
        grants.stream()
                .filter(grant -> !held.contains(grant))
                .forEach(grant -> row.grants.add(new GrantRow(ids.next(), row, grant)));
        rows.flush();
        return row.user();
    }

    public void setPasswordHash(UUID id, String hash) {
        existing(id).passwordHash = hash;
        rows.flush();
    }

    public void delete(UUID id) {
        rows.remove(existing(id));
        rows.flush();
    }

    private UserRow existing(UUID id) {
        var row = rows.find(UserRow.class, id);
        if (row == null) {
            throw new EntityNotFoundException("user " + id);
        }
        return row;
    }

    /// Lets one control plane at a time set up what must be there once; held to the end of the
    /// transaction.
    public void lockFirstStart() {
        rows.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtext('meridian first start'))")
                .getResultList();
    }
}
