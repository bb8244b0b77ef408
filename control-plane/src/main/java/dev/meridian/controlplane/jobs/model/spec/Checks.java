package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.jobs.model.spec.InvalidSpecException.Violation;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers all that is wrong with one record, so that its user mends everything at once.
///
/// A null value passes every check but [#required]: whether a field may be absent is said by its
/// type.
final class Checks {

    private static final int SHOWN = 80;
    private final List<Violation> found = new ArrayList<>();

    static Checks of() {
        return new Checks();
    }

    /// @param field path of the field that is to blame; empty: the whole record
    /// @param with further fields on which the verdict rests
    Checks that(boolean holds, String field, String detail, String hint, String... with) {
        if (!holds) {
            Set<String> involved = new HashSet<>(List.of(with));
            involved.add(
                    field.substring(
                            0, field.indexOf('/') < 0 ? field.length() : field.indexOf('/')));
            found.add(
                    new Violation(
                            new Refusal(field.isEmpty() ? "" : "/" + field, detail, hint),
                            involved));
        }
        return this;
    }

    Checks range(String field, @Nullable Number value, double min, double max) {
        return that(
                value == null || value.doubleValue() >= min && value.doubleValue() <= max,
                field,
                last(field) + " is " + value + ", outside " + plain(min) + " to " + plain(max),
                "give a number from " + plain(min) + " to " + plain(max));
    }

    Checks duration(String field, @Nullable Duration value, Duration min, Duration max) {
        return that(
                value == null || value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                field,
                last(field)
                        + " is "
                        + (value == null ? "" : Durations.text(value))
                        + ", outside "
                        + Durations.text(min)
                        + " to "
                        + Durations.text(max),
                "give a duration from " + Durations.text(min) + " to " + Durations.text(max));
    }

    Checks text(String field, @Nullable String value, int longest) {
        return that(
                value == null || !value.isBlank() && value.length() <= longest,
                field,
                value != null && value.isBlank()
                        ? last(field) + " is empty"
                        : last(field)
                                + " has "
                                + (value == null ? 0 : value.length())
                                + " characters: "
                                + shown(value),
                "give 1 to " + longest + " characters");
    }

    Checks matches(String field, @Nullable String value, Pattern pattern, String hint) {
        return that(
                value == null || pattern.matcher(value).matches(),
                field,
                last(field) + " cannot be " + shown(value),
                hint);
    }

    Checks size(String field, Collection<?> values, int least, int most) {
        return that(
                values.size() >= least && values.size() <= most,
                field,
                last(field) + " has " + values.size() + " entries",
                "give " + least + " to " + most);
    }

    void orThrow() {
        if (!found.isEmpty()) {
            throw new InvalidSpecException(found);
        }
    }

    static String shown(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        return "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + "\"";
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('/') + 1);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
