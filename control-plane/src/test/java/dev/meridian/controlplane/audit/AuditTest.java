package dev.meridian.controlplane.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeridianTest
class AuditTest {
    @Autowired Audit audit;
    @Autowired JdbcClient sql;
    @Autowired Api api;

    @Test
    void aChainOfManyWritersIsWholeAndAnyChangeShows() {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 300)
                    .forEach(i ->
                            writers.submit(() ->
                                    audit.record(
                                            "ada", "::1", "test", "thing/" + i, Map.of("i", i))));
        }
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Whole.class,
                        whole -> assertThat(whole.entries()).isGreaterThanOrEqualTo(300));

        assertThatThrownBy(() ->
                        sql.sql("update audit_entries set actor = 'eve' where seq = 7").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> sql.sql("delete from audit_entries").update())
                .isInstanceOf(DataAccessException.class);

        // whoever owns the database can switch the guard off; the chain tells all the same
        sql.sql("alter table audit_entries disable trigger all").update();
        sql.sql("update audit_entries set actor = 'eve' where seq = 7").update();
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class, broken -> assertThat(broken.seq()).isEqualTo(7));
        sql.sql("update audit_entries set actor = 'ada' where seq = 7").update();
        assertThat(audit.verify()).isInstanceOf(AuditVerdict.Whole.class);
        sql.sql("alter table audit_entries enable trigger all").update();
    }

    @Test
    void whatIsDoneOverHttpIsRecordedWithWhoAndWhatBecameOfIt() {
        api.post("/api/v1/projects", "{\"name\":\"audited\"}");
        AuditEntry entry =
                audit.list(Long.MAX_VALUE, 100).stream()
                        .filter(one -> one.object().equals("projects/audited"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.actor()).isEqualTo("admin");
        assertThat(entry.action()).isEqualTo("POST /api/v1/projects");
        assertThat(entry.detail()).contains("201");
        assertThat(entry.source()).isNotEmpty();

        var page = api.get("/api/v1/audit?limit=2").json();
        assertThat(page.path("items").size()).isEqualTo(2);
        assertThat(page.path("items").get(0).path("detail").isObject()).isTrue();
        assertThat(
                        api.get(
                                        "/api/v1/audit?limit=2&cursor="
                                                + page.path("nextCursor").asString())
                                .json()
                                .path("items")
                                .get(0)
                                .path("seq")
                                .asLong())
                .isEqualTo(page.path("items").get(1).path("seq").asLong() - 1);
        assertThat(api.get("/api/v1/audit/verdict").json().path("whole").asBoolean()).isTrue();
    }
}
