package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.DelayIntervals.Interval;

/** What a damaged file may never be taken for: a shorter, better one. */
class EvidenceCodecTest {

    private static final Outage ENDED = new Outage(3, Phase.FAULT, 1, 2, 3, 4, 5, 6, 7, 1, 1, false, false, false);
    private static final Outage ENDLESS =
            new Outage(4, Phase.RECOVERY, 1, 2, 3, Long.MAX_VALUE, -1, 6, 9, 0, 0, false, true, true);
    private static final OutageLog OUTAGES =
            new OutageLog(16, 4000, new OutageLog.Gaps(1, 2, 3), List.of(ENDED, ENDLESS));

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void outagesComeBackAsTheyWereWritten() throws IOException {
        EvidenceFile file = OutageList.write(folder, "probe.outages.csv", OUTAGES);

        assertThat(OutageList.read(folder, file)).isEqualTo(OUTAGES);
        assertThat(file.records()).isEqualTo(2);
        assertThat(file.total()).isEqualTo(16);
    }

    @Test
    void everyColumnOfAnOutageComesBack() throws IOException {
        Outage full = new Outage(5, Phase.FAULT, 10, 20, 3, 14, 8, 9, 7, 1, 2, false, false, false, 4, 2, 16, 11, 21);
        OutageLog log = new OutageLog(
                16, 4000, new OutageLog.Gaps(1, 2, 3), new OutageLog.Gaps(4, 5, 6), 500_000_000, List.of(full));

        assertThat(OutageList.read(folder, OutageList.write(folder, "probe.outages.csv", log)))
                .isEqualTo(log);
    }

    @Test
    void aListOfVersion1IsReadAsItWasJudgedThen() throws IOException {
        String text = """
            # outages of one flow in one trial, version 1
            # streams 16, fewest packets 4000, longest send gap baseline 1 ns fault 2 ns recovery 3 ns
            stream,phase,start_ns,end_ns,lower_ns,upper_ns,timestamp_ns,loss_derived_ns,missing_packets,late_packets,duplicated_packets,begins_before,never_ends,ended_by_heal
            3,fault,1,2,3,4,5,14,7,1,1,false,false,false
            4,recovery,1,2,3,without-end,-1,18,9,0,0,false,true,true
            """;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("probe.outages.csv"), bytes);

        OutageLog log = OutageList.read(
                folder, new EvidenceFile("probe.outages.csv", Digests.sha256(bytes), bytes.length, 2, 16));

        assertThat(log.gaps()).isEqualTo(new OutageLog.Gaps(1, 2, 3)).isEqualTo(log.unseen());
        assertThat(log.delayThresholdNs()).isEqualTo(OutageLog.NO_THRESHOLD);
        Outage ended = log.outages().getFirst();
        assertThat(ended).isEqualTo(new Outage(3, Phase.FAULT, 1, 2, 3, 4, 5, 14, 7, 1, 1, false, false, false));
        assertThat(ended.lossLowerNs()).isEqualTo(12);
        assertThat(ended.lossUpperNs()).isEqualTo(16);
        assertThat(log.outages().getLast().lossUpperNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void delaysComeBackAsTheyWereWritten() throws IOException {
        EvidenceFile file = delays();

        DelayIntervals read = HistogramLog.read(folder, file);

        assertThat(read.clamped()).isEqualTo(new Clamped(1, 2, 3, 4));
        assertThat(read.intervals())
                .extracting(Interval::phase)
                .containsExactly(Phase.BASELINE, Phase.FAULT, Phase.FAULT);
        assertThat(read.intervals()).extracting(Interval::startNs).containsExactly(0L, 2_500_000_000L, 3_000_000_000L);
        assertThat(read.merged().getTotalCount()).isEqualTo(file.total()).isEqualTo(6);
        assertThat(file.records()).isEqualTo(3);
    }

    @Test
    void writingTwiceGivesTheSameBytes() throws IOException {
        assertThat(delays()).isEqualTo(delays());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        EvidenceFile file = delays();
        Files.delete(folder.resolve(file.path()));

        assertThatThrownBy(() -> HistogramLog.read(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("probe.delay.hlog")
                .hasMessageContaining("missing");
    }

    @Test
    void aDeletedIntervalIsFoundByTheDigest() throws IOException {
        EvidenceFile file = delays();
        edit(file, lines -> without(lines, lines.size() - 1));

        assertThatThrownBy(() -> HistogramLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aDeletedIntervalIsFoundByTheCountsEvenIfTheDigestWasRedone() throws IOException {
        EvidenceFile file = edit(delays(), lines -> without(lines, lines.size() - 1));

        assertThatThrownBy(() -> HistogramLog.read(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("2 records");
    }

    @Test
    void aCorruptIntervalIsFoundEvenIfTheDigestWasRedone() throws IOException {
        EvidenceFile file = edit(delays(), lines -> {
            List<String> changed = new ArrayList<>(lines);
            String last = changed.removeLast();
            changed.add(last.substring(0, last.length() - 12) + "AAAA" + last.substring(last.length() - 8));
            return changed;
        });

        assertThatThrownBy(() -> HistogramLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void anIntervalOfNoPhaseIsFound() throws IOException {
        EvidenceFile file = edit(
                delays(),
                lines -> lines.stream()
                        .map(line -> line.replace("Tag=fault", "Tag=other"))
                        .toList());

        assertThatThrownBy(() -> HistogramLog.read(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("not an interval of a phase");
    }

    @Test
    void aCutOffFileIsFoundEvenIfTheDigestWasRedone() throws IOException {
        EvidenceFile whole = delays();
        Path path = folder.resolve(whole.path());
        byte[] bytes = java.util.Arrays.copyOf(Files.readAllBytes(path), (int) whole.size() - 5);
        Files.write(path, bytes);
        EvidenceFile file =
                new EvidenceFile(whole.path(), Digests.sha256(bytes), bytes.length, whole.records(), whole.total());

        assertThatThrownBy(() -> HistogramLog.read(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aDeletedOutageIsFound() throws IOException {
        EvidenceFile file = OutageList.write(folder, "probe.outages.csv", OUTAGES);
        EvidenceFile redone = edit(file, lines -> without(lines, lines.size() - 1));

        assertThatThrownBy(() -> OutageList.read(folder, file)).isInstanceOf(EvidenceException.class);
        assertThatThrownBy(() -> OutageList.read(folder, redone)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void anOutageMadeSmallerIsFound() throws IOException {
        EvidenceFile file = OutageList.write(folder, "probe.outages.csv", OUTAGES);
        edit(
                file,
                lines -> lines.stream()
                        .map(line -> line.replace("without-end", "4"))
                        .toList());

        assertThatThrownBy(() -> OutageList.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aLineThatIsNoOutageIsFound() throws IOException {
        for (String bad : List.of("3,fault,1", "3,fault,1,2,3,4,5,6,7,1,1,no,false,false", "")) {
            EvidenceFile file = OutageList.write(folder, "probe.outages.csv", OUTAGES);
            EvidenceFile redone = edit(file, lines -> {
                List<String> changed = new ArrayList<>(lines);
                changed.set(3, bad);
                return changed;
            });

            assertThatThrownBy(() -> OutageList.read(folder, redone))
                    .as(bad)
                    .isInstanceOf(EvidenceException.class)
                    .hasMessageContaining("line 4");
        }
    }

    @Test
    void evidenceOutsideItsFolderIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("outside.csv"), "x\n");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        EvidenceFile file = new EvidenceFile("../outside.csv", Digests.sha256(secret), 2, 0, 0);

        assertThatThrownBy(() -> OutageList.read(inner, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("outside");
    }

    private EvidenceFile delays() throws IOException {
        return HistogramLog.write(
                folder,
                "probe.delay.hlog",
                1_700_000_000_123_000_000L,
                new DelayIntervals(
                        List.of(
                                interval(Phase.BASELINE, 0, 100),
                                interval(Phase.FAULT, 2_500_000_000L, 300_000),
                                interval(Phase.FAULT, 3_000_000_000L, 5_000_000)),
                        new Clamped(1, 2, 3, 4)));
    }

    private static Interval interval(Phase phase, long startNs, long delayNs) {
        Histogram histogram = HistogramLog.emptyHistogram();
        histogram.recordValueWithCount(delayNs, 2);
        return new Interval(phase, startNs, 500_000_000, histogram);
    }

    /** Changes the file and returns a record whose digest fits the change. */
    private EvidenceFile edit(EvidenceFile file, UnaryOperator<List<String>> change) throws IOException {
        Path path = folder.resolve(file.path());
        String text = String.join("\n", change.apply(Files.readAllLines(path))) + "\n";
        Files.writeString(path, text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new EvidenceFile(file.path(), Digests.sha256(bytes), bytes.length, file.records(), file.total());
    }

    private static List<String> without(List<String> lines, int index) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(index);
        return rest;
    }
}
