package dev.meridian.controlplane.jobs.spec;

/// A value that a kind of field cannot take.
///
/// @param impossible false: wrong type or spelling (400); true: well-formed, but nothing can be
///   like that (422)
final class Misread extends Exception {

    private final String hint;
    private final boolean impossible;

    private Misread(String detail, String hint, boolean impossible) {
        super(detail, null, false, false);
        this.hint = hint;
        this.impossible = impossible;
    }

    static Misread unparsable(SpecTree given, String wanted, String hint) {
        return new Misread("got " + given.kind() + " instead of " + wanted, hint, false);
    }

    static Misread impossible(SpecTree given, String bounds, String hint) {
        return new Misread("got " + given.kind() + ", " + bounds, hint, true);
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }

    boolean impossible() {
        return impossible;
    }
}
