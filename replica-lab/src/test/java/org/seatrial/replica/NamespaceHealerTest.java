package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.wire.StrandCharacter;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Undo;

/** What healing does without a lab. */
class NamespaceHealerTest {

    private static final Netem NETEM = new Netem(171_500, 1, 2, 1L << 62, 24, 5);

    private static Undo undo(String... repairs) {
        return new Undo(
                "cut-1",
                UndoKeys.HEALER,
                "let frames pass on fibre-a again",
                Map.of(
                        UndoKeys.ACTION,
                        UndoKeys.REPAIR,
                        UndoKeys.LAB,
                        "/run/seatrial/labs/none",
                        UndoKeys.CLAIM,
                        "silent cut of fibre-a both",
                        UndoKeys.REPAIRS,
                        String.join("\n", repairs)));
    }

    private static List<Repair> everyKind() {
        Repair.Offer volume = new Repair.Offer(
                "san1",
                "st-none-san1",
                Path.of("/run/seatrial/labs/none/frr/st-none-san1"),
                "disk",
                10809,
                VolumeSettings.Cache.WRITEBACK,
                Optional.of(new VolumeFront.Vblade(0, 1, "eth1")));
        Path folder = Path.of("/run/seatrial/labs/none/frr/st-none-leaf1");
        Path control = Path.of("/run/seatrial/labs/none/wire.control");
        return List.of(
                new Repair.Raise("st-none-leaf1", "eth10"),
                new Repair.Address("st-none-leaf1", "eth10", "198.18.0.1/31"),
                new Repair.Mtu("st-none-leaf1", "eth10", 1500),
                new Repair.Forward("st-none-leaf1"),
                new Repair.AsDesigned(control, 3, 1, StrandCharacter.PLAIN.withLoss(0.001)),
                new Repair.PassWire(control, 3, 1),
                new Repair.PassNetem("st-none-wire", "w0b", NETEM),
                new Repair.GoOn("st-none-leaf1", folder, "bgpd"),
                new Repair.Start("leaf1", "st-none-leaf1", folder, "bgpd"),
                new Repair.Serve(
                        "st-none-leaf1",
                        folder,
                        new LabProgram(
                                "web",
                                "leaf1",
                                List.of("python3", "-m", "http.server\t80"),
                                "python3",
                                LabProgram.Transport.TCP,
                                80,
                                folder)),
                volume,
                new Repair.LetGo(volume),
                new Repair.Forget("flap of fibre-a"),
                new Repair.EndSender("st-none-desk", folder.resolve("anomaly-eth1.pid")),
                new Repair.AskAgain("st-none-desk", "eth1", "198.19.0.2"),
                new Repair.Gateway("st-none-desk", "198.19.0.1"),
                new Repair.StartGuests("leaf1", "st-none-leaf1", Path.of("/run/seatrial/labs/none/guests/guest")));
    }

    @Test
    void whateverWasBrokenInALabThatIsGoneIsHealed() {
        String[] lines = everyKind().stream().map(Repair::text).toArray(String[]::new);
        assertThat(LabITs.heal(undo(lines)).widthNs()).isNotNegative();
    }

    @Test
    void everyRepairGoesIntoAnUndoAndBackWhole() {
        assertThat(everyKind())
                .allSatisfy(repair -> assertThat(Repair.of(repair.text())).isEqualTo(repair));
        assertThat(everyKind().stream().map(Object::getClass).distinct())
                .hasSize(Repair.class.getPermittedSubclasses().length);
    }

    @Test
    void anUndoWhoseNetemIsCutShortIsNotTakenForHealed() {
        assertThatThrownBy(() -> LabITs.heal(undo("pass-netem\tst-none-wire\tw0b\t171500,1")))
                .isInstanceOf(HealException.class);
    }

    @Test
    void anUndoThatAsksForSomethingUnknownIsNotTakenForHealed() {
        assertThatThrownBy(() -> LabITs.heal(undo("pray\tst-none-wire"))).isInstanceOf(HealException.class);
        assertThatThrownBy(() -> LabITs.heal(undo("raise\tst-none-wire"))).isInstanceOf(HealException.class);
    }
}
