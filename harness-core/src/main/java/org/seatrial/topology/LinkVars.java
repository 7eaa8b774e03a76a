package org.seatrial.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.input.FileProblems;
import org.seatrial.input.YamlNode;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.QuantityException;

/**
 * What a link's free map {@code vars} says about the cable. Ours are {@code name length-km delay jitter loss rate};
 * netlab's {@code tc.delay tc.jitter tc.loss tc.rate} are understood, with netlab's units (ms, ms, %, kbit/s) where
 * none is written. A delay that is given outright counts, whatever the length.
 *
 * @param lengthKm 0 if none is given
 */
record LinkVars(Optional<String> name, double lengthKm, LinkCharacter character) {

    private static final List<String> OURS = List.of("name", "length-km", "delay", "jitter", "loss", "rate");
    private static final String TC = "tc.";
    private static final List<String> NETLAB = List.of("tc.delay", "tc.jitter", "tc.loss", "tc.rate");
    private static final List<String> NETLAB_ELSE = List.of("tc.corrupt", "tc.duplicate", "tc.reorder");

    /** Half around the earth: no cable is longer. */
    private static final double LONGEST_METRES = 20_000_000;

    static LinkVars read(Optional<YamlNode.Mapping> map, FileProblems problems) {
        return map.map(vars -> new Reader(flat(vars), problems).read())
                .orElse(new LinkVars(Optional.empty(), 0, LinkCharacter.PLAIN));
    }

    /** {@code tc: {delay: 1ms}} and {@code tc.delay: 1ms} are the same. */
    private static Map<String, YamlNode> flat(YamlNode.Mapping vars) {
        Map<String, YamlNode> flat = new LinkedHashMap<>();
        vars.entries().forEach((key, value) -> {
            if (key.equals("tc") && value instanceof YamlNode.Mapping tc) {
                tc.entries().forEach((name, inner) -> flat.put(TC + name, inner));
            } else {
                flat.put(key, value);
            }
        });
        return flat;
    }

    private record Reader(Map<String, YamlNode> vars, FileProblems problems) {

        LinkVars read() {
            reportMisspelt();
            double metres = quantity("length-km", Dimension.LENGTH, " km");
            if (metres > LONGEST_METRES) {
                report("length-km", "no cable is longer than half around the earth", "0 to 20000");
            }
            double fromLength = metres / 1000 * LinkCharacter.FIBRE_NS_PER_KM;
            double delay = given("delay") ? impairment("delay", Dimension.TIME, " ms") : fromLength;
            double jitter = impairment("jitter", Dimension.TIME, " ms");
            if (jitter > delay) {
                String most = "at most the delay, " + Quantities.format(Dimension.TIME, delay);
                report(
                        written("jitter"),
                        "the jitter is larger than the delay, a frame would arrive before it was sent",
                        most);
            }
            double loss = impairment("loss", Dimension.RATIO, " %");
            if (loss >= 1) {
                report(written("loss"), "nothing would cross this link", "a loss below 100 %, for example '0.1 %'");
            }
            double rate = impairment("rate", Dimension.BIT_RATE, " kbit/s");
            if (rate == 0 && given("rate")) {
                report(written("rate"), "nothing would cross this link", "a rate above 0, for example '10 Gbit/s'");
            }
            LinkCharacter character = new LinkCharacter(Math.round(delay), Math.round(jitter), loss, rate);
            return new LinkVars(name(), metres / 1000, character);
        }

        private Optional<String> name() {
            YamlNode node = vars.get("name");
            if (node == null) {
                return Optional.empty();
            }
            if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            problems.add(node.place(), node.shown(), "a link's name is a text", "name: fibre-a");
            return Optional.empty();
        }

        private boolean given(String key) {
            return vars.containsKey(key) || vars.containsKey(TC + key);
        }

        private String written(String key) {
            return vars.containsKey(key) ? key : TC + key;
        }

        private double impairment(String key, Dimension dimension, String netlabUnit) {
            if (vars.containsKey(key) && vars.containsKey(TC + key)) {
                report(TC + key, "'" + key + "' is given too, so one of them is wrong", "one of the two");
            }
            return vars.containsKey(key) ? quantity(key, dimension, "") : quantity(TC + key, dimension, netlabUnit);
        }

        /** @param unit what a bare number is in; empty if it needs a unit */
        private double quantity(String key, Dimension dimension, String unit) {
            YamlNode node = vars.get(key);
            if (node == null) {
                return 0;
            }
            if (!(node instanceof YamlNode.Scalar scalar)) {
                problems.add(node.place(), node.shown(), "this is " + node.kind(), Quantities.name(dimension));
                return 0;
            }
            boolean bare = scalar.text().matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
            try {
                return Quantities.parse(bare ? scalar.text() + unit : netlabSpelling(key, scalar.text()), dimension)
                        .base();
            } catch (QuantityException e) {
                problems.add(node.place(), scalar.text(), e.reason(), e.valid());
                return 0;
            }
        }

        private static String netlabSpelling(String key, String text) {
            return key.startsWith(TC) ? text.replaceFirst("kbps$", " kbit/s") : text;
        }

        private void reportMisspelt() {
            List<String> known = new ArrayList<>(OURS);
            known.addAll(NETLAB);
            vars.forEach((key, value) -> {
                if (known.contains(key)) {
                    return;
                }
                if (NETLAB_ELSE.contains(key)) {
                    report(key, "links cannot do this to frames", String.join(", ", NETLAB));
                } else if (key.startsWith(TC)) {
                    problems.unknown(value.place(), "impairment", key, NETLAB);
                } else {
                    NearMiss.of(key, OURS)
                            .ifPresent(meant -> problems.add(
                                    value.place(),
                                    key,
                                    "this is almost '" + meant + "'",
                                    meant,
                                    "correct or rename it"));
                }
            });
        }

        private void report(String key, String reason, String valid) {
            YamlNode node = vars.get(key);
            if (node != null) {
                problems.add(node.place(), node.shown(), reason, valid);
            }
        }
    }
}
