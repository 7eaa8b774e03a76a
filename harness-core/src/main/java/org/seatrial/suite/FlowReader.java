package org.seatrial.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Precision;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;
import org.seatrial.units.QuantityException;
import org.seatrial.verdict.Metric;

/** Reads the flows of a suite. */
final class FlowReader {

    private static final int LARGEST_FRAME_BYTES = 1514;
    private static final int MOST_STREAMS = 10_000;

    /** Ten million packets a second and direction: above it no interval of a stream means anything here. */
    private static final double FASTEST_PER_SECOND = 1e7;

    /** A packet is waited for no longer than this after the last one. */
    private static final Duration LONGEST_THRESHOLD = Duration.ofSeconds(10);

    private static final String PER_STREAM = "per stream";
    private static final String BETWEEN = "between: [\"a:eth1\", \"b:eth1\"] for both ways, or from and to for one";

    private final FileProblems problems;
    private final Optional<Design> design;
    private final boolean linksKnown;

    /**
     * @param design empty if it could not be read; then endpoints are not looked up
     * @param linksKnown whether the design has every link that its file names; if not, only nodes are looked up
     */
    FlowReader(FileProblems problems, Optional<Design> design, boolean linksKnown) {
        this.problems = problems;
        this.design = design;
        this.linksKnown = linksKnown;
    }

    List<Flow> read(Fields suite) {
        List<Flow> flows = new ArrayList<>();
        suite.require("traffic", "a map from flow name to flow");
        suite.map("traffic")
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    if (!SuiteReader.NAME.matcher(name).matches() || name.equals(Metric.DESIGN_SUBJECT)) {
                        problems.add(
                                value.place(),
                                name,
                                "this cannot be a flow's name",
                                SuiteReader.NAME_RULE + "; '" + Metric.DESIGN_SUBJECT
                                        + "' speaks of the design itself");
                    }
                    Fields.asMap(value, problems)
                            .flatMap(map -> flow(name, new Fields(problems, map, SuiteKeys.FLOW)))
                            .ifPresent(flows::add);
                }));
        return flows;
    }

    private Optional<Flow> flow(String name, Fields fields) {
        List<Endpoint> ends = ends(fields);
        OptionalLong streams = fields.integer("streams", 1, MOST_STREAMS);
        fields.require("rate", "\"50/s per stream\", or \"2000/s\" for the whole flow in each direction");
        fields.require("size", "the Ethernet frame without FCS, for example '214 B'");
        Optional<Double> perStream = rate(fields, fields.has("streams") ? streams.orElse(1) : 1);
        Optional<Integer> size = size(fields);
        Duration threshold = threshold(fields);
        Precision precision = precision(fields);
        OptionalLong burst = fields.integer("burst", 1, Flow.LARGEST_BURST);
        if (ends.size() != 2 || perStream.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Flow(
                name,
                ends.getFirst(),
                ends.getLast(),
                fields.has("between"),
                (int) streams.orElse(1),
                perStream.get(),
                size.get(),
                threshold,
                precision,
                (int) burst.orElse(1)));
    }

    private List<Endpoint> ends(Fields fields) {
        List<Endpoint> ends = new ArrayList<>();
        boolean oneWay = fields.has("from") || fields.has("to");
        if (fields.has("between") == oneWay) {
            String reason = oneWay ? "'between' stands beside 'from' or 'to'" : "the flow's endpoints are missing";
            problems.add(fields.place(), "", reason, BETWEEN);
            return ends;
        }
        if (oneWay) {
            fields.requiredText("from")
                    .flatMap(text -> endpoint(text, fields.place("from")))
                    .ifPresent(ends::add);
            fields.requiredText("to")
                    .flatMap(text -> endpoint(text, fields.place("to")))
                    .ifPresent(ends::add);
        } else {
            List<YamlNode> written = fields.list("between");
            if (written.size() != 2) {
                problems.add(
                        fields.place("between"), "", "a flow has two endpoints, here are " + written.size(), BETWEEN);
            }
            for (YamlNode end : written) {
                if (end instanceof YamlNode.Scalar scalar) {
                    endpoint(scalar.text(), scalar.place()).ifPresent(ends::add);
                } else {
                    problems.add(end.place(), "", "this is " + end.kind(), "an endpoint: \"pbx1:eth1\"");
                }
            }
        }
        if (ends.size() == 2 && ends.getFirst().node().equals(ends.getLast().node())) {
            problems.add(fields.place(), ends.getFirst() + ", " + ends.getLast(), "both ends are on one node", BETWEEN);
            ends.clear();
        }
        return ends;
    }

    private Optional<Endpoint> endpoint(String text, Place place) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            problems.add(place, text, "this is not an endpoint", "node:interface, for example \"pbx1:eth1\"");
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(text.substring(0, colon), text.substring(colon + 1));
        if (design.isEmpty()) {
            return Optional.of(endpoint);
        }
        if (design.get().node(endpoint.node()).isEmpty()) {
            List<String> nodes = List.copyOf(design.get().nodes().keySet());
            problems.add(
                    place,
                    text,
                    "there is no node '" + endpoint.node() + "' in the design",
                    NearNames.valid(endpoint.node(), nodes));
            return Optional.empty();
        }
        List<String> cabled = design.get().linksOf(endpoint.node()).stream()
                .map(link -> link.endAt(endpoint.node()).toString())
                .toList();
        if (design.get().node(endpoint.node()).orElseThrow().isBridge()) {
            problems.add(place, text, "a bridge has no address, so no flow begins or ends there", "a host behind it");
            return Optional.empty();
        }
        if (linksKnown && !cabled.contains(text)) {
            problems.add(place, text, "no link of the design ends at this endpoint", NearNames.valid(text, cabled));
            return Optional.empty();
        }
        return Optional.of(endpoint);
    }

    /** Packets a second of one stream. */
    private Optional<Double> rate(Fields fields, long streams) {
        return fields.text("rate").flatMap(text -> {
            boolean perStream = text.strip().endsWith(PER_STREAM);
            String number = perStream ? text.strip().substring(0, text.strip().length() - PER_STREAM.length()) : text;
            try {
                double rate = Quantities.parse(number, Dimension.PACKET_RATE).base();
                double whole = perStream ? rate * streams : rate;
                if (rate > 0 && whole <= FASTEST_PER_SECOND) {
                    return Optional.of(perStream ? rate : rate / streams);
                }
                problems.add(
                        fields.place("rate"),
                        text,
                        rate > 0 ? "the whole flow is impossibly fast" : "a flow without packets measures nothing",
                        "above 0, at most " + Quantities.format(Dimension.PACKET_RATE, FASTEST_PER_SECOND)
                                + " in each direction");
            } catch (QuantityException e) {
                problems.add(fields.place("rate"), text, e.reason(), e.valid() + " or '50/s per stream'");
            }
            return Optional.empty();
        });
    }

    private Duration threshold(Fields fields) {
        Optional<Quantity> threshold = fields.quantity("forwarding-delay-threshold", Dimension.TIME);
        if (threshold.isEmpty()) {
            return Flow.FORWARDING_DELAY_THRESHOLD;
        }
        double ns = threshold.get().base();
        if (ns < 1 || ns > LONGEST_THRESHOLD.toNanos()) {
            problems.add(
                    fields.place("forwarding-delay-threshold"),
                    threshold.get().text(),
                    "no packet can be called late by this",
                    "a time above 0, at most 10 s");
            return Flow.FORWARDING_DELAY_THRESHOLD;
        }
        return Duration.ofNanos(Math.round(ns));
    }

    private Precision precision(Fields fields) {
        return fields.text("precision")
                .flatMap(text -> {
                    Optional<Precision> precision = Precision.named(text);
                    if (precision.isEmpty()) {
                        problems.unknown(fields.place("precision"), "precision", text, Precision.names());
                    }
                    return precision;
                })
                .orElse(Precision.LIGHT);
    }

    private Optional<Integer> size(Fields fields) {
        Optional<Quantity> size = fields.quantity("size", Dimension.SIZE);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        double bytes = size.get().base();
        if (bytes < Flow.SMALLEST_FRAME_BYTES || bytes > LARGEST_FRAME_BYTES || bytes != Math.rint(bytes)) {
            problems.add(
                    fields.place("size"),
                    size.get().text(),
                    "no frame of this size can carry a numbered packet",
                    "whole bytes from " + Flow.SMALLEST_FRAME_BYTES + " B to " + LARGEST_FRAME_BYTES
                            + " B (Ethernet frame without FCS)");
            return Optional.empty();
        }
        return Optional.of((int) bytes);
    }
}
