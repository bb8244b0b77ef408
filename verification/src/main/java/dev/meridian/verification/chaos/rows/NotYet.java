package dev.meridian.verification.chaos.rows;

import java.util.Optional;

/// A row that nothing here plays yet.
record NotYet(int number, String fault, String promise, String why) implements Row {

    @Override
    public int usual() {
        return 0;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.of(why);
    }

    @Override
    public void play(Round round) {
        throw new IllegalStateException("skipped: " + why);
    }
}
