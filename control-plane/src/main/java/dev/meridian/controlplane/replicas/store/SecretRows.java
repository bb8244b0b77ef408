package dev.meridian.controlplane.replicas.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sealed texts by their names.
@Repository
public class SecretRows {
    private final JdbcClient jdbc;

    SecretRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<byte[]> find(String name) {
        return jdbc.sql("select sealed from shared_secrets where name = :name")
                .param("name", name)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    /// Unless there is one of that name.
    public void add(String name, byte[] sealed) {
        jdbc.sql(
                        "insert into shared_secrets (name, sealed) values (:name, :sealed) on conflict (name) do nothing")
                .param("name", name)
                .param("sealed", sealed)
                .update();
    }
}
