package dev.meridian.verification.console;

/// A user who may sign in.
record Person(String name, String password) {

    /// Not of the first start, whose password lies in the home.
    static Person named(String name) {
        return new Person(name, "a password of " + name);
    }

    /// So that no log holds the password.
    @Override
    public String toString() {
        return name;
    }
}
