package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.console.fleet.FleetPicture.RegionFigures;
import dev.meridian.controlplane.console.fleet.FleetPicture.Way;
import dev.meridian.controlplane.fleet.model.Coordinates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Regions and the ways between them as points and lines of a drawing: equirectangular, so that a
/// degree is as long everywhere.
///
/// @param spots regions that have coordinates
record WorldMap(List<Spot> spots, List<Line> lines) {
    /// Of the drawing; static/console/land.svg is made for it.
    static final int WIDTH = 1000;

    static final int HEIGHT = 400;
    private static final double NORTH = 84;
    private static final double PER_DEGREE = WIDTH / 360.0;

    private static final double SMALLEST = 6;
    private static final double LARGEST = 16;

    /// Where on a line its words may stand, the best place first; where none is free they are left
    /// to the table.
    private static final double[] ALONG = {0.5, 0.4, 0.6, 0.3, 0.7};

    /// How far a line is bent aside, as a part of its length.
    private static final double BEND = 0.15;

    /// @param label where its words stand
    record Spot(RegionFigures region, double x, double y, double radius, MapLabels.Label label) {

        /// How its nodes stand, as parts of a ring.
        public List<Arc> ring() {
            return Arc.of(region.figures());
        }
    }

    /// Both directions of the way between two regions.
    ///
    /// @param path of SVG
    /// @param words short ones, at (x, y); empty: none
    /// @param title all there is to say
    record Line(String path, double x, double y, String words, String title) {}

    static WorldMap of(FleetPicture fleet) {
        int most =
                fleet.regions().stream()
                        .mapToInt(region -> region.figures().nodes())
                        .max()
                        .orElse(0);
        var labels = new MapLabels(WIDTH, HEIGHT);
        List<Spot> spots = new ArrayList<>();
        Map<String, Spot> byName = new HashMap<>();
        for (RegionFigures region : fleet.regions()) {
            Coordinates at = region.region().facts().coordinates();
            if (at != null) {
                double x = x(at);
                double y = y(at);
                double radius = radius(region.figures().nodes(), most);
                labels.taken(x, y, radius);
                var spot = new Spot(region, x, y, radius, MapLabels.Label.NONE);
                byName.put(region.name(), spot);
            }
        }
        for (RegionFigures region : fleet.regions()) {
            Spot spot = byName.get(region.name());
            if (spot != null) {
                var label = labels.place(spot.x, spot.y, spot.radius, region.name().length());
                spots.add(new Spot(region, spot.x, spot.y, spot.radius, label));
            }
        }
        return new WorldMap(spots, lines(fleet.ways(), byName, labels));
    }

    private static List<Line> lines(List<Way> ways, Map<String, Spot> spots, MapLabels labels) {
        Map<String, Way> byEnds = new HashMap<>();
        ways.forEach(way -> byEnds.put(way.from() + " " + way.to(), way));
        List<Line> lines = new ArrayList<>();
        Set<Way> drawn = new HashSet<>();
        for (Way way : ways) {
            Spot from = spots.get(way.from());
            Spot to = spots.get(way.to());
            if (from != null && to != null && from != to && drawn.add(way)) {
                Way back = byEnds.get(way.to() + " " + way.from());
                if (back != null) {
                    drawn.add(back);
                }
                lines.add(line(from, to, way, back, labels));
            }
        }
        return lines;
    }

    private static Line line(Spot from, Spot to, Way way, @Nullable Way back, MapLabels labels) {
        Spot west = from.x <= to.x ? from : to;
        Spot east = west == from ? to : from;
        String words = MapWords.brief(way, back);
        String title =
                back == null ? MapWords.of(way) : MapWords.of(way) + "\n" + MapWords.of(back);
        if (east.x - west.x <= WIDTH / 2.0) {
            return bow(west.x, west.y, east.x, east.y).line("", words, title, labels);
        }
        // the short way leaves the map on one side and comes in again on the other
        return bow(east.x, east.y, west.x + WIDTH, west.y)
                .line(bow(east.x - WIDTH, east.y, west.x, west.y).path(), words, title, labels);
    }

    private static Bow bow(double fromX, double fromY, double toX, double toY) {
        return new Bow(
                fromX,
                fromY,
                (fromX + toX) / 2 + (toY - fromY) * BEND,
                (fromY + toY) / 2 - (toX - fromX) * BEND,
                toX,
                toY);
    }

    /// A bent line; its words stand in its middle.
    private record Bow(
            double fromX, double fromY, double overX, double overY, double toX, double toY) {
        String path() {
            return String.format(
                    Locale.ROOT,
                    "M%.1f %.1fQ%.1f %.1f %.1f %.1f",
                    fromX,
                    fromY,
                    overX,
                    overY,
                    toX,
                    toY);
        }

        Line line(String more, String words, String title, MapLabels labels) {
            for (double along : ALONG) {
                double x = at(along, fromX, overX, toX);
                double y = at(along, fromY, overY, toY);
                if (labels.placeWords(x, y, words.length())) {
                    return new Line(path() + more, x, y, words, title);
                }
            }
            return new Line(path() + more, 0, 0, "", title);
        }

        private static double at(double along, double from, double over, double to) {
            double left = 1 - along;
            return left * left * from + 2 * left * along * over + along * along * to;
        }
    }

    private static double x(Coordinates at) {
        return (at.longitude() + 180) * PER_DEGREE;
    }

    private static double y(Coordinates at) {
        return Math.clamp((NORTH - at.latitude()) * PER_DEGREE, 0, HEIGHT);
    }

    /// The area grows with the number of nodes.
    private static double radius(int nodes, int most) {
        return most == 0
                ? SMALLEST
                : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(nodes / (double) most);
    }
}
