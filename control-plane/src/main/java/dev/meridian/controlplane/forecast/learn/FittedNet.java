package dev.meridian.controlplane.forecast.learn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A net behind the standardisation that it was fitted with.
record FittedNet(Standard standard, Net net) {

    /// @param input as measured, NaN where it is missing; overwritten
    double answer(double[] input) {
        return net.answer(standard.apply(input));
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

    static FittedNet read(byte[] bytes) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            Standard standard = Standard.read(in);
            return new FittedNet(
                    standard, in.readBoolean() ? TemporalNet.read(in) : Network.read(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of a network are cut off.", e);
        }
    }
}
