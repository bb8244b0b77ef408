package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Specs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Every disk is too full for this plane: it takes nothing new on, and serves all else.
@MeridianTest
@TestPropertySource(properties = "meridian.disk.full-at=0.0000001")
class DiskGuardTest {
    @Autowired Api api;
    @Autowired DiskGuard disks;

    @BeforeEach
    void untilItHasLooked() {
        await().until(() -> disks.full().isPresent());
    }

    @Test
    void submissionsAreRefusedAndReadingIsNot() {
        var refused = api.post("/api/v1/jobs", Specs.smallest());
        assertThat(refused.status()).as(refused.text()).isEqualTo(507);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.text()).contains("urn:meridian:problem:no-room", "% full", "make room");
        assertThat(api.get("/api/v1/jobs").json().path("items")).isEmpty();
        assertThat(api.post("/api/v1/jobs?dryRun=true", Specs.smallest()).status()).isEqualTo(200);
    }

    @Test
    void aBatchIsRefusedAsAWhole() {
        assertThat(api.post("/api/v1/jobs:batch", "[" + Specs.smallest() + "]").status())
                .isEqualTo(507);
    }
}
