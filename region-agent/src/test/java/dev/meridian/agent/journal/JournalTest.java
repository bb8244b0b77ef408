package dev.meridian.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path dataDir;

    private static Assignment work(String id) {
        return Assignment.newBuilder().setAllocationId(id).setEpoch(1).addCommand("true").build();
    }

    private static AllocationReport end(String id) {
        return AllocationReport.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setState(TaskState.FAILED)
                .setExitCode(3)
                .build();
    }

    private Path filled() throws Exception {
        try (Journal journal = Journal.open(dataDir)) {
            journal.assigned(work("a"));
            journal.assigned(work("b"));
            journal.ended(end("b"));
            journal.assigned(work("c"));
            journal.forgotten("c", 1);
        }
        return dataDir.resolve("journal");
    }

    @Test
    void itRemembers() throws Exception {
        filled();
        try (Journal journal = Journal.open(dataDir)) {
            assertThat(journal.entries())
                    .extracting(e -> e.assignment().getAllocationId())
                    .containsExactly("a", "b");
            assertThat(journal.entries())
                    .extracting(e -> e.end().isPresent())
                    .containsExactly(false, true);
            assertThat(journal.forgottenEpochs()).containsEntry("c", 1);
        }
    }

    @Test
    void aTornTailAtAnyPlaceLosesOnlyTheTornRecord() throws Exception {
        byte[] whole = Files.readAllBytes(filled());
        int before = -1;
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(dataDir.resolve("journal"), Arrays.copyOf(whole, cut));
            try (Journal journal = Journal.open(dataDir)) {
                int known = journal.entries().size() + journal.forgottenEpochs().size();
                if (cut < whole.length) assertThat(known).isBetween(0, 3);
                assertThat(Files.size(dataDir.resolve("journal"))).isLessThanOrEqualTo(cut);
                journal.assigned(work("after")); // what is written next is found again
            }
            try (Journal journal = Journal.open(dataDir)) {
                assertThat(journal.entries())
                        .anyMatch(e -> e.assignment().getAllocationId().equals("after"));
            }
            before = cut;
        }
        assertThat(before).isEqualTo(whole.length);
    }

    @Test
    void aFlippedBitEndsTheJournalThere() throws Exception {
        byte[] whole = Files.readAllBytes(filled());
        whole[whole.length - 1] ^= 1;
        Files.write(dataDir.resolve("journal"), whole);
        try (Journal journal = Journal.open(dataDir)) {
            assertThat(journal.entries()).hasSize(3);
            assertThat(journal.forgottenEpochs()).isEmpty();
        }
    }

    @Test
    void itDoesNotGrowForEver() throws Exception {
        try (Journal journal = Journal.open(dataDir)) {
            journal.assigned(work("kept"));
            String padding = "x".repeat(1000);
            for (int i = 0; i < 5000; i++) {
                journal.assigned(work("n" + i).toBuilder().setJobName(padding).build());
                journal.forgotten("n" + i, 1);
            }
        }
        assertThat(Files.size(dataDir.resolve("journal"))).isLessThan(2 << 20);
        try (Journal journal = Journal.open(dataDir)) {
            assertThat(journal.entries()).hasSize(1);
            assertThat(journal.forgottenEpochs()).containsEntry("n4999", 1).hasSize(1000);
        }
    }

    /// Many at once share the way to the disk, while the file is rewritten below them.
    @Test
    void endsThatComeAtOnceAreAllThere() throws Exception {
        String large = "x".repeat(20_000);
        try (Journal journal = Journal.open(dataDir);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "w" + i;
                boolean forget = i % 2 == 0;
                all.add(
                        threads.submit(() -> {
                            journal.assigned(work(id).toBuilder().addCommand(large).build());
                            journal.ended(end(id));
                            if (forget) journal.forgotten(id, 1);
                            return id;
                        }));
            }
            for (Future<?> one : all) one.get();
        }
        try (Journal journal = Journal.open(dataDir)) {
            assertThat(journal.entries()).hasSize(100).allMatch(entry -> entry.end().isPresent());
            assertThat(journal.forgottenEpochs()).hasSize(100);
        }
    }
}
