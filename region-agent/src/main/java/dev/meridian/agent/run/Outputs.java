package dev.meridian.agent.run;

import dev.meridian.agent.link.LogSource;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The output of everything that is held. Streams take turns, so that one that floods does not
/// silence the others.
public final class Outputs implements LogSource {
    private final Map<AllocationKey, List<OutputFile>> held = new ConcurrentHashMap<>();
    private int turn;

    void watch(AllocationKey key, AllocationFolder folder, long limit) {
        held.computeIfAbsent(
                key,
                _ ->
                        List.of(
                                new OutputFile(key, "stdout", folder.stdout(), limit),
                                new OutputFile(key, "stderr", folder.stderr(), limit)));
    }

    void forget(AllocationKey key) {
        held.remove(key);
    }

    /// Whether all of it is stored on the other side.
    boolean delivered(AllocationKey key) {
        return held.getOrDefault(key, List.of()).stream().allMatch(OutputFile::allAcknowledged);
    }

    @Override
    public Optional<LogChunk> next() {
        List<OutputFile> files = new ArrayList<>();
        held.values().forEach(files::addAll);
        for (int i = 0; i < files.size(); i++) {
            turn = (turn + 1) % files.size();
            Optional<LogChunk> chunk = files.get(turn).next();
            if (chunk.isPresent()) return chunk;
        }
        return Optional.empty();
    }

    @Override
    public void rewind(List<LogAck> offsets) {
        held.values().forEach(files -> files.forEach(OutputFile::rewind));
        offsets.forEach(ack -> find(ack).ifPresent(file -> file.rewind(ack.getOffset())));
    }

    @Override
    public void acknowledged(LogAck ack) {
        find(ack).ifPresent(file -> file.acknowledged(ack.getOffset()));
    }

    private Optional<OutputFile> find(LogAck ack) {
        return held
                .getOrDefault(new AllocationKey(ack.getAllocationId(), ack.getEpoch()), List.of())
                .stream()
                .filter(file -> file.stream().equals(ack.getStream()))
                .findFirst();
    }

    @Override
    public boolean sent(String allocationId, int epoch) {
        return held.getOrDefault(new AllocationKey(allocationId, epoch), List.of()).stream()
                .allMatch(OutputFile::allSent);
    }

    @Override
    public boolean watching() {
        return !held.isEmpty();
    }
}
