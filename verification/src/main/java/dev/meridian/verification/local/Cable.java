package dev.meridian.verification.local;

import java.io.IOException;

/// A way that can be broken, and mended.
public interface Cable extends Way, AutoCloseable {

    /// Nothing goes in or out any more.
    void cut() throws IOException;

    /// What the host sends still arrives; it hears nothing any more.
    void deafen() throws IOException;

    /// As new; does nothing where nothing is broken.
    void mend() throws IOException;

    /// The address of this machine, as what runs behind the cable sees it by a way that is never
    /// broken: for those who watch.
    String witness();

    @Override
    void close();
}
