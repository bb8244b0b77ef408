package dev.meridian.controlplane.fleet.model;

/// A point on the earth in degrees.
public record Coordinates(double latitude, double longitude) {

    public Coordinates {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException(
                    "latitude lies within 90 and longitude within 180 degrees, not "
                            + latitude
                            + ", "
                            + longitude);
        }
    }
}
