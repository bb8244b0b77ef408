package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.Coordinates;

/// How long a packet takes there and back between two places on the earth, at the least that cables
/// make of it.
///
/// The route is longer than the air line by what ITU-T G.826 and Y.1541 reckon with: half of it up
/// to 1,000 km, a quarter from 1,200 km on, 1,500 km between. Light takes 5 µs for a kilometre of
/// fibre.
final class Distance {
    private static final double EARTH_RADIUS_KM = 6371;
    private static final double NEAR_KM = 1000;
    private static final double FAR_KM = 1200;
    private static final double BETWEEN_KM = 1500;
    private static final double NEAR_FACTOR = 1.5;
    private static final double FAR_FACTOR = 1.25;
    private static final double KM_THERE_AND_BACK_PER_MS = 100;

    private Distance() {}

    /// Milliseconds.
    static double roundTrip(Coordinates one, Coordinates other) {
        return routeKm(airKm(one, other)) / KM_THERE_AND_BACK_PER_MS;
    }

    private static double routeKm(double air) {
        if (air < NEAR_KM) {
            return NEAR_FACTOR * air;
        }
        return air <= FAR_KM ? BETWEEN_KM : FAR_FACTOR * air;
    }

    /// Along the great circle, by the haversine.
    static double airKm(Coordinates one, Coordinates other) {
        double latitude = Math.toRadians(other.latitude() - one.latitude());
        double longitude = Math.toRadians(other.longitude() - one.longitude());
        double square =
                Math.pow(Math.sin(latitude / 2), 2)
                        + Math.cos(Math.toRadians(one.latitude()))
                                * Math.cos(Math.toRadians(other.latitude()))
                                * Math.pow(Math.sin(longitude / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, square)));
    }
}
