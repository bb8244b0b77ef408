package dev.meridian.controlplane.forecast.learn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/// A net behind the standardisation that it was fitted with.
record FittedNet(Standard standard, Net net) {

    /// @param input as measured, NaN where it is missing; overwritten
    double answer(double[] input) {
        return net.answer(standard.apply(input));
    }

    /// Whether every number of it is one; answers alone could hide a weight behind a ReLU.
    boolean isFinite() {
        return Stream.of(
                        Stream.of(standard.means(), standard.deviations()),
                        Arrays.stream(net.weights()))
                .flatMap(Function.identity())
                .flatMapToDouble(Arrays::stream)
                .allMatch(Double::isFinite);
    }

    FittedNet copy() {
        return new FittedNet(standard, net.copy());
    }

    byte[] toBytes() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            standard.write(out);
            out.writeBoolean(net instanceof TemporalNet);
            net.write(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException when the bytes are no net that can answer
    static FittedNet read(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            Standard standard = Standard.read(in);
            var read =
                    new FittedNet(
                            standard, in.readBoolean() ? TemporalNet.read(in) : Network.read(in));
            if (!read.isFinite()) {
                throw new IllegalArgumentException("A network has weights that are not finite.");
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of a network are cut off.", e);
        }
    }
}
