package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;

class LayoutTest {

    private final Layout layout = Leonix.layout();

    @Test
    void noTwoInterfacesOfALabShareAnIndex() {
        List<Integer> indexes = new ArrayList<>();
        for (Cable cable : layout.allCables()) {
            indexes.addAll(List.of(cable.indexA(), cable.indexB()));
            cable.wire().ifPresent(wire -> indexes.addAll(List.of(wire.indexA(), wire.indexB())));
        }
        assertThat(indexes).doesNotHaveDuplicates().hasSize(4 * 3 + 10 * 2);
    }

    @Test
    void cablesWithALengthPassThroughTheWireAndOthersDoNot() {
        assertThat(layout.wired())
                .extracting(cable -> cable.link().name())
                .containsExactly("fibre-a", "fibre-b", "reference");
    }

    @Test
    void aPlainCableThatIsCutPassesThroughTheWire() {
        Layout cut =
                Layout.of(Leonix.design(), Leonix.labFile("lab.yaml"), Set.of("dc1-peer"), Leonix.NO_NETEM, "ab12");
        assertThat(cut.cable(Leonix.link("dc1-peer")).orElseThrow().wire()).isPresent();
    }

    @Test
    void theWireProcessCarriesWhatAKernelWithoutNetemCannot() {
        assertThat(media(layout))
                .containsExactly(new Medium.WireProcess(0), new Medium.WireProcess(1), new Medium.WireProcess(2));
    }

    @Test
    void aKernelWithNetemCarriesEveryWiredCable() {
        Layout byKernel = Layout.of(
                Leonix.design(), Leonix.labFile("lab.yaml"), Leonix.FIBRES, new NetemSupport.Present(), "ab12");
        Netem fibre = Netem.of(Leonix.link("fibre-a").character());
        assertThat(fibre.delayNs()).isEqualTo(171_500);
        assertThat(media(byKernel))
                .containsExactly(
                        new Medium.KernelQueue(fibre),
                        new Medium.KernelQueue(fibre),
                        new Medium.KernelQueue(Netem.of(LinkCharacter.PLAIN)));
    }

    @Test
    void aJitterBeyondNetemsRangeIsLeftToTheWireProcess() {
        LinkCharacter wild = new LinkCharacter(5_000_000_000L, Netem.MOST_JITTER_NS + 1, 0, 0);
        assertThat(Medium.byKernel(Medium.Choice.AUTO, wild, new NetemSupport.Present()))
                .isFalse();
    }

    @Test
    void aLabFileThatAsksForTheWireProcessGetsIt() {
        assertThat(Medium.byKernel(Medium.Choice.USER_SPACE, LinkCharacter.PLAIN, new NetemSupport.Present()))
                .isFalse();
    }

    @Test
    void theKnownDifferencesSayWhatCarriesWhichCable() {
        assertThat(KnownDifferences.of(layout))
                .filteredOn(text -> text.startsWith("Carried by"))
                .singleElement()
                .asString()
                .startsWith("Carried by a user-space process of the lab: fibre-a, fibre-b, the self-test's path.");
    }

    private static List<Medium> media(Layout layout) {
        return layout.wired().stream()
                .map(cable -> cable.wire().orElseThrow().medium())
                .toList();
    }

    @Test
    void aCableOfWhichOnlyTheRateIsKnownPassesThroughTheWire() {
        Design design = Leonix.design();
        List<Link> links = design.links().stream()
                .map(link -> link.name().equals("dc1-peer")
                        ? new Link(link.name(), link.a(), link.b(), 0, new LinkCharacter(0, 0, 0, 1e9))
                        : link)
                .toList();
        Design rated = new Design(design.name(), design.nodes(), links, design.digest());
        Layout limited =
                Layout.of(rated, Leonix.labFile("lab.yaml"), Set.of(), new NetemSupport.Absent("not asked"), "ab12");
        assertThat(limited.wired()).extracting(cable -> cable.link().name()).contains("dc1-peer");
    }

    @Test
    void linksGetTheirAddressesInTheOrderOfTheTopology() {
        assertThat(layout.cables().getFirst().addressA()).isEqualTo("198.18.0.0");
        assertThat(layout.cables().getFirst().addressB()).isEqualTo("198.18.0.1");
        assertThat(layout.cables().getLast().addressB()).isEqualTo("198.18.0.23");
    }

    @Test
    void nodesNamedLikeTheLabsOwnPartsGetAnotherNamespace() {
        Map<String, String> names = LabNames.ofNodes("ab12", List.of("wire", "ref-a", "leaf1"));
        assertThat(names.get("leaf1")).isEqualTo("st-ab12-leaf1");
        assertThat(names.get("wire")).startsWith("st-ab12-wire-");
        assertThat(names.values()).doesNotHaveDuplicates();
    }

    @Test
    void longAndStrangeNodeNamesStayApart() {
        String prefix = "a-very-long-name-of-a-switch-in-a-rack-of-the-first-data-centre-";
        Map<String, String> names = LabNames.ofNodes("ab12", List.of(prefix + "1", prefix + "2", "a/b", "a.b", "a b"));
        assertThat(names.values()).doesNotHaveDuplicates().allSatisfy(name -> {
            assertThat(name).matches("st-ab12-[A-Za-z0-9_-]+");
            assertThat(name.length()).isLessThan(60);
        });
    }

    @Test
    void aHostReachesTheOtherSiteOverBothItsLeaves() {
        assertThat(ExpectedRoutes.of(layout).get("pbx1"))
                .isNotNull()
                .extractingByKey(layout.file().node("phones").loopback() + "/32")
                .isEqualTo(List.of("198.18.0.11@120", "198.18.0.9@116"));
    }

    @Test
    void aLeafReachesTheOtherSiteOverItsOwnFibreOnly() {
        assertThat(ExpectedRoutes.of(layout).get("dc1-leaf1"))
                .isNotNull()
                .extractingByKey(layout.file().node("phones").loopback() + "/32")
                .isEqualTo(List.of("198.18.0.1@100"));
    }

    @Test
    void noPathLeadsThroughATesterNode() {
        Map<String, Map<String, List<String>>> expected = ExpectedRoutes.of(layout);
        List<String> viaTesters = new ArrayList<>();
        for (Cable cable : layout.cablesOf("pbx1")) {
            viaTesters.add(
                    cable.endAt("pbx1").address() + "@" + cable.farFrom("pbx1").index());
        }
        String own = layout.file().node("pbx1").loopback() + "/32";
        expected.forEach((node, routes) -> routes.forEach((destination, hops) -> {
            if (!destination.equals(own)) {
                assertThat(hops).as(node + " to " + destination).doesNotContainAnyElementsOf(viaTesters);
            }
        }));
    }

    @Test
    void whatAKernelLacksIsNamedByNodeAndInterface() {
        Map<String, Map<String, List<String>>> wanted =
                Map.of("pbx1", Map.of("198.18.255.7/32", List.of("198.18.0.11@120", "198.18.0.9@116")));
        ForwardingTables half =
                new ForwardingTables(Map.of("pbx1", Map.of("198.18.255.7/32", List.of("198.18.0.9@116"))));
        assertThat(half.differencesFrom(wanted, layout))
                .containsExactly("pbx1 reaches 198.18.255.7/32 over eth1 instead of over eth2 and eth1");
        assertThat(new ForwardingTables(wanted).differencesFrom(wanted, layout)).isEmpty();
    }
}
