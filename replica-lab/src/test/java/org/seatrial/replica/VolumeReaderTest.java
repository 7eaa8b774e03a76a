package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.lab.Volume;

class VolumeReaderTest {

    private static final String SAN2 = "san2: {volumes: {disk: {size: 64 MiB}}}";

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    private Optional<LabFile> read(String san1, String san2) throws IOException {
        Path file = Files.writeString(
                folder.resolve("lab.yaml"),
                "lab: namespaces\nnodes:\n  san1: {volumes: " + san1 + "}\n  " + san2 + "\n");
        return LabFileReader.read(Leonix.design(), file, problems);
    }

    private Problem only() {
        assertThat(problems.list()).hasSize(1);
        return problems.list().getFirst();
    }

    @Test
    void aMirroredVolumeIsReadWhole() throws IOException {
        LabFile lab = read(
                        "{disk: {size: 64 MiB, serve: nbd, port: 10810, cache: writeback,"
                                + " mirror: {to: san2, volume: disk, mode: async, throttle: 8 Mbit/s,"
                                + " resynchronisation: 16 Mbit/s}}}",
                        SAN2)
                .orElseThrow();

        assertThat(problems.list()).isEmpty();
        assertThat(lab.storesData()).isTrue();
        assertThat(lab.node("san1").volumes())
                .containsExactly(new VolumeSettings(
                        "disk",
                        64L << 20,
                        10_810,
                        VolumeSettings.Cache.WRITEBACK,
                        Optional.of(new VolumeSettings.Mirror(
                                "san2", "disk", false, OptionalDouble.of(1e6), OptionalDouble.of(2e6))),
                        Optional.empty()));
        assertThat(lab.node("san2").volumes())
                .isEqualTo(List.of(new VolumeSettings(
                        "disk", 64L << 20, 10_809, VolumeSettings.Cache.NONE, Optional.empty(), Optional.empty())));
    }

    @Test
    void aVolumeNeedsASize() throws IOException {
        read("{disk: {}}", SAN2);

        assertThat(only().reason()).contains("missing");
    }

    @Test
    void aCacheThatDoesNotExistIsNamedWithThoseThatDo() throws IOException {
        read("{disk: {size: 64 MiB, cache: writebak}}", SAN2);

        assertThat(only().valid()).contains("writeback");
    }

    @Test
    void aMirrorMustBeAtAnotherNode() throws IOException {
        read("{disk: {size: 64 MiB, mirror: {to: san1, volume: disk, mode: sync}}}", SAN2);

        assertThat(only().reason()).contains("not at another node");
    }

    @Test
    void aMirrorMustNameAVolumeOfItsNode() throws IOException {
        read("{disk: {size: 64 MiB, mirror: {to: san2, volume: dsk, mode: sync}}}", SAN2);

        assertThat(only().valid()).contains("disk");
    }

    @Test
    void aMirrorMustBeOfTheSameSize() throws IOException {
        read("{disk: {size: 32 MiB, mirror: {to: san2, volume: disk, mode: sync}}}", SAN2);

        assertThat(only().reason()).contains("another size");
    }

    @Test
    void twoVolumesOfANodeNeedTwoPorts() throws IOException {
        read("{disk: {size: 64 MiB}, more: {size: 64 MiB}}", SAN2);

        assertThat(only().reason()).contains("has this port");
    }

    @Test
    void aVolumeBehindVbladeHasAUnitAndAnInterface() throws IOException {
        LabFile lab = read("{disk: {size: 64 MiB, target: vblade, aoe: 7.1, interface: eth1}}", SAN2)
                .orElseThrow();

        assertThat(problems.list()).isEmpty();
        assertThat(lab.fronts()).containsExactly(new VolumeFront.Vblade(7, 1, "eth1"));
    }

    @Test
    void aVolumeBehindTgtHasAPort() throws IOException {
        LabFile lab = read("{Disk_1: {size: 64 MiB, target: tgt}}", SAN2).orElseThrow();

        assertThat(problems.list()).isEmpty();
        assertThat(lab.fronts()).containsExactly(new VolumeFront.Tgt(3260, "Disk_1"));
        assertThat(lab.fronts().getFirst().offered())
                .isEqualTo(new Volume.Iscsi(3260, "iqn.2026-01.org.seatrial:disk-1", 1));
        assertThat(VolumeFront.of(VolumeFront.text(Optional.of(lab.fronts().getFirst()))))
                .contains(lab.fronts().getFirst());
    }

    @Test
    void aUnitThatAoeCannotNameIsRefused() throws IOException {
        read("{disk: {size: 64 MiB, target: vblade, aoe: 65535.1, interface: eth1}}", SAN2);

        assertThat(only().reason()).contains("no unit of AoE");
    }

    @Test
    void aUnitNeedsAnInterfaceOfItsNode() throws IOException {
        read("{disk: {size: 64 MiB, target: vblade, aoe: 7.1, interface: eth77}}", SAN2);

        assertThat(only().reason()).contains("no such interface");
    }

    @Test
    void twoUnitsOfOneNumberAreRefused() throws IOException {
        String disk = "disk: {size: 64 MiB, target: vblade, aoe: 7.1, interface: eth1}";
        read("{" + disk + ", more: " + disk.substring(6).replace("vblade", "vblade, port: 10810") + "}", SAN2);

        assertThat(only().reason()).contains("has the number of");
    }

    @Test
    void aUnitWithoutATargetThatKnowsItIsRefused() throws IOException {
        read("{disk: {size: 64 MiB, aoe: 7.1}}", SAN2);

        assertThat(only().reason()).contains("knows no 'aoe'");
    }

    @Test
    void whatRepairsAVolumeSurvivesAsText() {
        Repair serve = new Repair.Offer(
                "san1",
                "st-1-san1",
                Path.of("/run/x"),
                "disk",
                10_809,
                VolumeSettings.Cache.UNSAFE,
                Optional.of(new VolumeFront.Vblade(7, 1, "eth1")));

        assertThat(Repair.of(serve.text())).isEqualTo(serve);
    }
}
