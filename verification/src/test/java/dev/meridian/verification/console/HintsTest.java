package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.meridian.verification.seed.Database;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Who asks for more than a run uses reads on the page of the job what would do.
class HintsTest {

    private final Scene scene = Scene.open();

    @Test
    void memoryAndAcceleratorsThatAreNotUsedAreTold() {
        String job =
                scene.client()
                        .submit(
                                """
                                name: asks-for-too-much
                                project: nlp
                                taskGroups:
                                - resources: {cpu: 0.1, memory: 2Gi, accelerators: "H100:2"}
                                  task: {driver: process, command: [bash, -c, 'exit 0']}
                                """)
                        .path("id")
                        .asString();
        scene.jobs().await(job, "SUCCEEDED");
        measured(job);
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job);
            Locator hints =
                    sam.page().locator("[aria-label='What it asks for and does not use'] li");
            assertThat(hints.first())
                    .containsText(
                            Pattern.compile(
                                    "main asks for 2 GiB of memory; its run held \\d+ MiB at most\\."));
            assertThat(hints.nth(1)).containsText("main asks for 2 H100; in 2.5 h its run kept 1");
            assertThat(hints.nth(1)).containsText("1 would do.");
            Screenshots.take(sam.page(), "job-hints", "light");
            Accessible.check(sam.page(), "job-hints");
        }
    }

    /// As if the run had held 40 MiB, unless its agent says later that it was more, and one of its
    /// devices had been busy, for hours: the test lasts seconds.
    private void measured(String job) {
        try (Database database = Database.of(scene.system().home())) {
            database.execute(
                    """
                    insert into sample_layouts (fingerprint, metrics, devices)
                    values ('00000000-0000-0000-0000-00000000000c',
                        array['gpu.utilisation', 'gpu.utilisation'], array['gpu0', 'gpu1'])
                    on conflict do nothing;
                    update attempts set peak_memory_mib = 40
                    where allocation_id in (select id from allocations where job_id = '${job}');
                    insert into sample_rollups (at, node_id, allocation_id, layout, samples, means, maxima)
                    select date_bin('15 minutes', now(), timestamptz 'epoch') - i * interval '15 minutes',
                        t.node_id, t.allocation_id, l.id, 90, array[0.6, 0.01]::real[], array[1, 0.01]::real[]
                    from attempts t join allocations a on a.id = t.allocation_id, sample_layouts l,
                        generate_series(2, 11) i
                    where a.job_id = '${job}' and l.fingerprint = '00000000-0000-0000-0000-00000000000c'
                    """
                            .replace("${job}", job));
        }
    }
}
