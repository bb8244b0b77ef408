package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Specs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database whose disk is full says so by its error code; here a trigger says it in its place.
@MeridianTest
class FullDiskTest {
    @Autowired Api api;
    @Autowired JdbcClient sql;

    @BeforeEach
    void fill() {
        sql.sql(
                        """
                        create function full_disk() returns trigger language plpgsql as $$
                        begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                        """)
                .update();
        sql.sql(
                        "create trigger full_disk before insert on jobs for each statement execute function full_disk()")
                .update();
    }

    @AfterEach
    void makeRoom() {
        sql.sql("drop trigger if exists full_disk on jobs").update();
        sql.sql("drop function if exists full_disk").update();
    }

    @Test
    void aSubmissionIsRefusedAndStoredOnceThereIsRoom() {
        var refused = api.post("/api/v1/jobs", Specs.smallest());
        assertThat(refused.status()).as(refused.text()).isEqualTo(507);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.text()).contains("urn:meridian:problem:no-room", "make room");
        assertThat(api.get("/api/v1/jobs").status()).isEqualTo(200);
        makeRoom();
        assertThat(api.post("/api/v1/jobs", Specs.smallest()).status()).isEqualTo(201);
    }
}
