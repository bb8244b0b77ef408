package dev.meridian.controlplane.placement;

import java.time.Instant;
import org.springframework.stereotype.Service;

/// Reads all that plans are made from anew now and then, and tells when what was kept in memory had
/// become another story (`meridian_picture_mismatches_total`, which is to stay 0).
@Service
public class PictureCheck {
    private final Picture picture;

    PictureCheck(Picture picture) {
        this.picture = picture;
    }

    public void runOnce(Instant now) {
        if (picture.isKept()) {
            picture.check(now);
        }
    }
}
