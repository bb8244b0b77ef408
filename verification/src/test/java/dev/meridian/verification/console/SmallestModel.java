package dev.meridian.verification.console;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A learned model as the control plane stores it, of one feature and one neuron: it is promoted
/// only if it can be read again. A newer version of that form is to be followed here.
final class SmallestModel {
    private static final int MAGIC = 0x4d525441;
    private static final int VERSION = 1;

    private SmallestModel() {}

    /// @param kind of resource, as it is told to have been trained for
    static byte[] bytes(String kind) {
        try {
            byte[] body = net();
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF("net");
            provenance(out, kind);
            out.writeInt(body.length);
            out.write(body);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Who learned it for what, when and from which time, from how many rows, by which features and
    /// settings.
    private static void provenance(DataOutputStream out, String kind) throws IOException {
        out.writeUTF("net");
        out.writeUTF(kind);
        for (int time = 0; time < 3; time++) {
            out.writeLong(0);
        }
        out.writeInt(50);
        out.writeInt(1);
        out.writeUTF("last");
        out.writeInt(0);
    }

    /// The mean and the deviation of its feature, that it is a plain net, how wide its layers are,
    /// and a weight and an offset.
    private static byte[] net() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeDouble(0);
        out.writeDouble(1);
        out.writeBoolean(false);
        out.writeInt(2);
        out.writeInt(1);
        out.writeInt(1);
        out.writeDouble(1);
        out.writeDouble(0);
        return bytes.toByteArray();
    }
}
