package org.seatrial.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.Outage;
import org.seatrial.recording.Phase;
import org.seatrial.recording.Standstill;
import org.seatrial.report.DesignFixture;
import org.seatrial.report.plot.TopologyLayout.Box;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Measured;

class PlotTest {

    private static final Design DESIGN = DesignFixture.leonix("00", "fibre-a");

    @Test
    void noLabelOfALinkCoversANodeOrAnotherLabel() {
        TopologyLayout layout = TopologyLayout.of(DESIGN);
        LabelPlacer placer = new LabelPlacer(layout.nodes().values());
        List<Box> boxes = new ArrayList<>(layout.nodes().values());
        for (Link link : DESIGN.links()) {
            Box a = layout.nodes().getOrDefault(link.a().node(), new Box(0, 0, 0, 0));
            Box b = layout.nodes().getOrDefault(link.b().node(), new Box(0, 0, 0, 0));
            Box label = placer.place(link.name(), a.midX(), a.midY(), b.midX(), b.midY())
                    .orElseThrow();
            assertThat(boxes).noneMatch(other -> other.meets(label, 0));
            boxes.add(label);
        }
    }

    @Test
    void noNodeStandsOnAnotherAndEachStandsInItsSite() {
        TopologyLayout layout = TopologyLayout.of(DESIGN);
        List<Box> nodes = List.copyOf(layout.nodes().values());
        for (Box node : nodes) {
            assertThat(nodes.stream().filter(other -> other.meets(node, 0))).hasSize(1);
        }
        DESIGN.nodes().values().forEach(node -> {
            Box site = layout.sites().getOrDefault(node.site(), new Box(0, 0, 0, 0));
            assertThat(layout.nodes().getOrDefault(node.name(), site).meets(site, 0))
                    .isTrue();
        });
    }

    private static TopologyMap.Marks marks(String link, TopologyMap.State state) {
        return new TopologyMap.Marks(
                Map.of(link, new TopologyMap.Mark(state, "2/6")),
                Map.of("dc1-leaf1", new TopologyMap.Mark(TopologyMap.State.UNTESTED, "0/4")),
                Map.of("a", new TopologyMap.Mark(TopologyMap.State.UNTESTED, "0/1")),
                Map.of("dc1", new TopologyMap.Mark(TopologyMap.State.NOT_SHOWN, "0/1")));
    }

    @Test
    void whatBecameOfAnElementIsToldBySignStrokeAndColour() {
        String svg = TopologyMap.draw("t", "Topology", DESIGN, marks("fibre-a", TopologyMap.State.PROVEN));
        assertThat(svg)
                .contains("link proven", ">fibre-a ✓ 2/6<")
                .contains("node untested", ">? 0/4<")
                .contains(">dc1 ✗ 0/1<")
                .contains("power feeds: a ? 0/1")
                .contains("role=\"img\"");
    }

    @Test
    void theDrawingsDescriptionNamesWhatWasProvenAndWhatWasNot() {
        String svg = TopologyMap.draw("t", "Topology", DESIGN, marks("fibre-a", TopologyMap.State.PROVEN));
        String description = svg.substring(svg.indexOf("<desc"), svg.indexOf("</desc>"));
        assertThat(description).contains("link fibre-a (2/6)", "node dc1-leaf1 (0/4)", "site dc1 (0/1)");
    }

    @Test
    void namesFromTheDesignCannotBecomeMarkup() {
        String name = "<script>alert(1)</script>";
        Design hostile = DesignFixture.leonix("00", name);
        assertThat(TopologyMap.draw("t", "<b>", hostile, marks(name, TopologyMap.State.NOT_SHOWN)))
                .doesNotContain("<script>")
                .doesNotContain("<b>");
    }

    @Test
    void everyOutageOfEveryTrialIsDrawn() {
        List<OutageStrip.Row> rows = new ArrayList<>();
        for (int i = 1; i <= 59; i++) {
            rows.add(new OutageStrip.Row(
                    i, true, 0, 2_000, 4_000, 9_000, List.of(outage(2_000 + i * 10, 5_000 + i * 10)), List.of()));
        }
        String svg = OutageStrip.draw("s", "Outages", rows);
        String path = svg.substring(svg.indexOf("<path class=\"outage\" d=\"") + 24);
        assertThat(path.substring(0, path.indexOf('"')).split("M", -1)).hasSize(60);
    }

    @Test
    void anOutageWithoutEndIsDrawnApartAndTold() {
        Outage open = new Outage(0, Phase.FAULT, 2_100, 9_000, 1, Long.MAX_VALUE, -1, 1, 1, 0, 0, false, true, false);
        String svg = OutageStrip.draw(
                "s",
                "Outages",
                List.of(new OutageStrip.Row(1, true, 0, 2_000, 4_000, 9_000, List.of(open), List.of())));
        assertThat(svg).contains("<path class=\"outage open\"").contains("one did not end");
    }

    @Test
    void aStandstillIsDrawnAndCounted() {
        String svg = OutageStrip.draw(
                "s",
                "Outages",
                List.of(new OutageStrip.Row(
                        1, true, 0, 2_000, 4_000, 9_000, List.of(), List.of(new Standstill(2_500, 2_600)))));
        assertThat(svg).contains("<path class=\"standstill\"").contains("the machine stood still 1 time.");
    }

    @Test
    void whatALoadCameToIsToldByTheShapeOfItsMark() {
        String svg = ThroughputCurve.draw(
                "l",
                "Throughput",
                List.of(step(100, 100, 0), step(200, 150, 0), step(150, 149, 5)),
                OptionalDouble.of(1e6));
        assertThat(svg).contains("<circle class=\"load loss-free\"");
        assertThat(svg.split("<path class=\"load lossy\"", -1))
                .as("a cross here, one in the legend")
                .hasSize(5);
        assertThat(svg.split("<rect class=\"load doubtful\"", -1)).hasSize(3);
        assertThat(svg).contains("limit 1 Mbit/s").doesNotContain("NaN");
    }

    @Test
    void theLossCurveTellsTheWorstShareInWords() {
        String svg = LossCurve.draw("l", "Loss", List.of(step(100, 100, 0), step(200, 150, 0)));
        assertThat(svg).contains("at worst 25 % was lost").doesNotContain("NaN");
    }

    @Test
    void aLossCurveWithoutALossStillHasAnAxis() {
        String svg = LossCurve.draw("l", "Loss", List.of(step(100, 100, 0)));
        assertThat(svg)
                .contains("nothing was lost of any")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void curvesWithoutALoadSaySo() {
        assertThat(ThroughputCurve.draw("l", "T", List.of(), OptionalDouble.empty()))
                .contains("No load was offered");
        assertThat(LossCurve.draw("l", "L", List.of()))
                .contains("No load was offered")
                .doesNotContain("NaN");
    }

    @Test
    void aBurstIsNoLoad() {
        LoadStep burst = new LoadStep(
                LoadStep.Kind.BURST, 1e6, 1000, 1_000_000, 1000, 1000, 10, 0, 0, 0, 0, 1_000_000, 1_000_000, 1, 2, 0);
        assertThat(LossCurve.draw("l", "Loss", List.of(step(100, 100, 0), burst)))
                .contains("1 load offered");
    }

    /** @param drops packets that the instrument dropped itself */
    private static LoadStep step(long offered, long received, long drops) {
        long second = 1_000_000_000;
        return new LoadStep(
                LoadStep.Kind.SEARCH,
                offered,
                1000,
                second,
                offered,
                offered,
                received,
                drops,
                0,
                0,
                0,
                second,
                second,
                1,
                2,
                0);
    }

    @Test
    void aValueWithoutEndIsDrawnAsOverTheLimit() {
        Measured endless = Measured.of(Dimension.TIME, 2e9, 2e9, Double.POSITIVE_INFINITY, 1);
        Measured good = Measured.of(Dimension.TIME, 1e7, 9e6, 1.1e7, 1);
        String svg = Distribution.draw(
                "d",
                "Values",
                Dimension.TIME,
                List.of(good, endless),
                Optional.of(new Distribution.Limit(5e7, true)),
                endless);
        assertThat(svg)
                .contains("∞")
                .contains("bar over")
                .contains("limit 50 ms")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void aValueBelowALimitThatMustBeReachedIsBeyondIt() {
        Measured low = Measured.of(Dimension.BIT_RATE, 3e8, 3e8, 4e8, 1);
        Measured high = Measured.of(Dimension.BIT_RATE, 6e8, 6e8, 7e8, 1);
        String svg = Distribution.draw(
                "d",
                "Values",
                Dimension.BIT_RATE,
                List.of(low, high),
                Optional.of(new Distribution.Limit(5e8, false)),
                low);
        assertThat(svg).contains("1 reach beyond it", "bound 300 Mbit/s");
        assertThat(svg.split("bar over", -1)).hasSize(2);
    }

    @Test
    void aDelayCurveReachesAsManyNinesAsItHasSamples() {
        Histogram delays = new Histogram(3);
        for (int i = 1; i <= 1_000; i++) {
            delays.recordValue(100_000 + i * 100);
        }
        String svg = DelayCurve.draw(
                "c", "Delay", List.of(new DelayCurve.Series("no fault", "baseline", delays)), List.of());
        assertThat(svg).contains("99.9 %").doesNotContain("99.99 %");
    }

    @Test
    void aDelayCurveWithoutSamplesSaysSo() {
        assertThat(DelayCurve.draw("c", "Delay", List.of(), List.of())).contains("no delay was recorded");
    }

    private static Outage outage(long start, long end) {
        return new Outage(
                0,
                Phase.FAULT,
                start,
                end,
                end - start,
                end - start,
                end - start,
                end - start,
                1,
                0,
                0,
                false,
                false,
                false);
    }
}
