package dev.meridian.controlplane.jobs.model.spec;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Accelerators of one instance: whole devices (`H100:8`), or a share of one device (`H100:0.5`).
///
/// @param model as nodes name it, or `gpu` for any
/// @param count devices
/// @param millisPerDevice 1000 for whole devices; of a share its thousandths, and then the count is
///   1
public record AcceleratorRequest(String model, int count, int millisPerDevice) {

    public static final int WHOLE = 1000;
    private static final String ANY = "gpu";
    private static final int MOST = 1024;
    private static final Pattern TEXT =
            Pattern.compile(
                    "([A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,62}[A-Za-z0-9])?)(?::(-?\\d{1,9}(?:\\.\\d{1,9})?))?");

    public AcceleratorRequest {
        Checks.of()
                .range("", count, 1, MOST)
                .that(
                        millisPerDevice == WHOLE
                                || count == 1 && millisPerDevice > 0 && millisPerDevice < WHOLE,
                        "",
                        "a share of "
                                + millisPerDevice / 1000.0
                                + " on each of "
                                + count
                                + " devices cannot be had",
                        "a share lies between 0.001 and 0.999 of one device")
                .orThrow();
    }

    /// @throws NumberFormatException when the text is no request
    /// @throws InvalidSpecException when it is one that nothing can meet
    public static AcceleratorRequest parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new NumberFormatException("no accelerators: " + text);
        }
        BigDecimal amount = new BigDecimal(m.group(2) == null ? "1" : m.group(2));
        BigDecimal millis = amount.movePointRight(3);
        if (amount.signum() > 0
                && amount.compareTo(BigDecimal.ONE) < 0
                && millis.remainder(BigDecimal.ONE).signum() == 0) {
            return new AcceleratorRequest(m.group(1), 1, millis.intValueExact());
        }
        Checks.of()
                .that(
                        amount.signum() > 0 && amount.remainder(BigDecimal.ONE).signum() == 0,
                        "",
                        Checks.shown(text) + " asks for neither whole devices nor a share of one",
                        "ask for 1 to "
                                + MOST
                                + " devices (H100:8) or a share in steps of 0.001 (H100:0.5)")
                .orThrow();
        return new AcceleratorRequest(m.group(1), amount.intValueExact(), WHOLE);
    }

    public boolean anyModel() {
        return model.equalsIgnoreCase(ANY);
    }

    public boolean share() {
        return millisPerDevice < WHOLE;
    }

    /// Thousandths of devices in all.
    public long millis() {
        return (long) count * millisPerDevice;
    }

    @Override
    public String toString() {
        return model
                + ":"
                + (share()
                        ? BigDecimal.valueOf(millisPerDevice, 3)
                                .stripTrailingZeros()
                                .toPlainString()
                        : count);
    }
}
