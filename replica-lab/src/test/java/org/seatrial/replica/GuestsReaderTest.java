package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.topology.Design;

class GuestsReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    private Optional<LabFile> read(Design design, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: namespaces\nnodes:\n  " + text + "\n");
        return LabFileReader.read(design, file, problems);
    }

    private List<Problem> problemsOf(String guests) throws IOException {
        read(Leonix.design(), "san1: {guests: " + guests + "}");
        return problems.list();
    }

    @Test
    void aRangeIsAsManyGuestsWithAddressesThatFollowEachOther() throws IOException {
        LabFile lab = read(
                        Leonix.design(),
                        "san1: {guests: {'vm[09-11]': {memory: 128 MiB, address: 198.18.30.255, autostart: false,"
                                + " disk: 'nbd://198.18.255.8:10809/{name}'}}}")
                .orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(lab.guests()).extracting(LabFile.Guest::name).containsExactly("vm09", "vm10", "vm11");
        assertThat(lab.guests().get(1))
                .isEqualTo(new LabFile.Guest(
                        "vm10",
                        2,
                        "san1",
                        128,
                        "198.18.31.0",
                        80,
                        OptionalInt.empty(),
                        Optional.of(new LabFile.GuestDisk("nbd://198.18.255.8:10809/vm10", 0, 0)),
                        false));
    }

    @Test
    void aGuestThatNamesItsAddressOnlyStartsByItselfAndAnswersOnPort80() throws IOException {
        LabFile lab = read(Leonix.design(), "san1: {guests: {mail: {address: 198.18.30.1/32}}}")
                .orElseThrow();
        assertThat(lab.guests())
                .containsExactly(new LabFile.Guest(
                        "mail", 1, "san1", 96, "198.18.30.1", 80, OptionalInt.empty(), Optional.empty(), true));
    }

    @Test
    void guestsOfARangeShareAVolumeInSlicesThatFollowEachOther() throws IOException {
        LabFile lab = read(
                        Leonix.design(),
                        "san1: {guests: {'vm[01-02]': {address: 198.18.30.1, service: {sip: 5062},"
                                + " disk: {volume: 'nbd://198.18.255.8:10809/vms', slice: 4 KiB, first: 30}}}}")
                .orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(lab.guests())
                .extracting(guest -> guest.disk().orElseThrow())
                .containsExactly(
                        new LabFile.GuestDisk("nbd://198.18.255.8:10809/vms", 30 * 4096, 4096),
                        new LabFile.GuestDisk("nbd://198.18.255.8:10809/vms", 31 * 4096, 4096));
        assertThat(lab.guests()).extracting(LabFile.Guest::sip).containsOnly(OptionalInt.of(5062));
        assertThat(lab.guests()).extracting(LabFile.Guest::port).containsOnly(80);
    }

    @Test
    void aSliceIsOfWholeSectorsOfSomething() throws IOException {
        assertThat(problemsOf("{vm1: {address: 198.18.30.1, disk: {volume: missing.raw, slice: 1000 B, first: -1}},"
                        + " vm2: {address: 198.18.30.2, disk: {volume: 'nbd://198.18.255.8:10809/vms'}},"
                        + " vm3: {address: 198.18.30.3, disk: {slice: 4 KiB}}}"))
                .extracting(Problem::value)
                .containsExactlyInAnyOrder("missing.raw", "1000 B", "-1", "", "");
    }

    @Test
    void everyMistakeOfAGuestIsReportedAtItsPlace() throws IOException {
        assertThat(problemsOf("{vm1: {memory: 32 MiB, address: 10.0.0.1, service: {http: 0}, disk: nbd://10.0.0.1/x,"
                        + " autostart: maybe}}"))
                .extracting(Problem::value)
                .containsExactlyInAnyOrder("32 MiB", "10.0.0.1", "0", "nbd://10.0.0.1/x", "maybe");
        assertThat(problems.list())
                .allSatisfy(problem -> assertThat(problem.place()).contains("line"));
    }

    @Test
    void aGuestWithoutAnAddressIsRefused() throws IOException {
        assertThat(problemsOf("{vm1: {memory: 96 MiB}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("address"));
    }

    @Test
    void aNameThatNoGuestCanHaveIsRefused() throws IOException {
        assertThat(problemsOf("{'../vm': {address: 198.18.30.1}, 'vm[9-1]': {address: 198.18.30.2}}"))
                .extracting(Problem::value)
                .containsExactlyInAnyOrder("../vm", "vm[9-1]");
    }

    @Test
    void aNameOnTwoNodesIsRefused() throws IOException {
        read(
                Leonix.design(),
                "{san1: {guests: {vm1: {address: 198.18.30.1}}}, san2: {guests: {vm1: {address: 198.18.30.2}}}}");
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("vm1"));
    }

    @Test
    void anAddressThatIsTakenIsRefused() throws IOException {
        assertThat(problemsOf("{vm1: {address: 198.18.30.1}, vm2: {address: 198.18.30.1}, vm3: {address: 198.18.0.7}}"))
                .extracting(Problem::value)
                .containsExactlyInAnyOrder("198.18.30.1", "198.18.0.7");
    }

    @Test
    void aDiskThatIsNotThereIsRefused() throws IOException {
        assertThat(problemsOf("{vm1: {address: 198.18.30.1, disk: missing.raw}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("missing.raw"));
    }

    @Test
    void aHostOnABridgeRunsNoGuests() throws IOException {
        read(Bridged.line(1), "h1: {guests: {vm1: {address: 198.18.30.1}}}");
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("routes"));
    }
}
