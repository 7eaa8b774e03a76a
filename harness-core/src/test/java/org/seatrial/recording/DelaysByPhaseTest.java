package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.DelayIntervals.Interval;

/** Judging reads delays by phase: it must see what is there, and refuse whatever reading every interval refuses. */
class DelaysByPhaseTest {

    @TempDir
    private Path folder = Path.of(".");

    private EvidenceFile write(long seed, int intervals) throws IOException {
        Random random = new Random(seed);
        List<Interval> all = new ArrayList<>();
        for (int i = 0; i < intervals; i++) {
            Histogram histogram = HistogramLog.emptyHistogram();
            for (int sample = 0; sample <= random.nextInt(40); sample++) {
                histogram.recordValue(1 + (long) (Math.pow(random.nextDouble(), 9) * (HistogramLog.HIGHEST_NS - 1)));
            }
            Phase phase = List.of(Phase.BASELINE, Phase.FAULT, Phase.RECOVERY).get(random.nextInt(3));
            all.add(new Interval(phase, i * 1_000_000_000L, 1_000_000_000, histogram));
        }
        all.sort(Comparator.comparing(Interval::phase));
        return HistogramLog.write(folder, "probe.delay.hlog", 1, new DelayIntervals(all, new Clamped(1, 2, 3, 4)));
    }

    private EvidenceFile edited(EvidenceFile file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve(file.path());
        String text = change.apply(Files.readString(path));
        Files.writeString(path, text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new EvidenceFile(file.path(), Digests.sha256(bytes), bytes.length, file.records(), file.total());
    }

    private void assertRefused(EvidenceFile file, String reason) {
        assertThatThrownBy(() -> HistogramLog.readByPhase(folder, file))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("probe.delay.hlog")
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> HistogramLog.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void everyPhaseHasTheSamplesOfItsIntervals() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            EvidenceFile file = write(seed, 1 + 5 * seed);

            DelayIntervals sums = HistogramLog.readByPhase(folder, file);

            DelayIntervals each = HistogramLog.read(folder, file);
            for (Phase phase : Phase.values()) {
                EnumSet<Phase> one = EnumSet.of(phase);
                assertThat(sums.merged(one)).as("seed %d", seed).isEqualTo(each.merged(one));
            }
            assertThat(sums.merged()).isEqualTo(each.merged());
            assertThat(sums.clamped()).isEqualTo(each.clamped());
            assertThat(sums.intervals()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aPhaseSpansItsIntervals() throws IOException {
        EvidenceFile file = write(3, 40);
        List<Interval> each = HistogramLog.read(folder, file).intervals();
        for (Interval phase : HistogramLog.readByPhase(folder, file).intervals()) {
            List<Interval> own =
                    each.stream().filter(one -> one.phase() == phase.phase()).toList();
            assertThat(phase.startNs()).isEqualTo(own.getFirst().startNs());
            assertThat(phase.startNs() + phase.lengthNs())
                    .isEqualTo(own.getLast().startNs() + own.getLast().lengthNs());
        }
    }

    @Test
    void aLogWithoutIntervalsIsWhole() throws IOException {
        assertThat(HistogramLog.readByPhase(folder, write(1, 0)).intervals()).isEmpty();
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        EvidenceFile file = write(1, 3);
        Files.delete(folder.resolve(file.path()));
        assertRefused(file, "is missing");
    }

    @Test
    void aFileThatIsNotTheRecordedOneIsRefusedForThatFirst() throws IOException {
        EvidenceFile file = write(1, 30);
        edited(file, text -> text.replace("Tag=fault", "Tag=other"));
        assertRefused(file, "SHA-256");
        edited(file, text -> text + "nonsense\n");
        assertRefused(file, "bytes, its record says");
    }

    @Test
    void anIntervalOfNoPhaseIsRefused() throws IOException {
        assertRefused(
                edited(write(1, 30), text -> text.replace("Tag=fault", "Tag=other")), "is not an interval of a phase");
    }

    @Test
    void aMissingIntervalIsRefused() throws IOException {
        EvidenceFile cut = edited(write(1, 30), text -> text.substring(0, text.lastIndexOf("Tag=")));
        assertRefused(cut, "holds 29 records");
    }

    @Test
    void anotherHistogramThanTheLineSaysIsRefused() throws IOException {
        EvidenceFile swapped = edited(write(1, 30), text -> {
            int last = text.lastIndexOf(',') + 1;
            int before = text.lastIndexOf(',', text.lastIndexOf("Tag=")) + 1;
            String histogram = text.substring(before, text.indexOf('\n', before));
            return text.substring(0, last) + histogram + "\n";
        });
        assertRefused(swapped, "another histogram than it says");
    }

    @Test
    void aLogThatDoesNotSayWhatWasClampedIsRefused() throws IOException {
        assertRefused(edited(write(1, 3), text -> text.replace("#[Clamped", "#[Clumped")), "were clamped");
    }

    @Test
    void aLogOfAnotherVersionIsRefused() throws IOException {
        assertRefused(edited(write(1, 3), text -> text.replace("version 1.3", "version 1.4")), "version 1.3");
    }

    @Test
    void aLogThatIsCutOffIsRefused() throws IOException {
        assertRefused(edited(write(1, 3), text -> text.substring(0, text.length() - 5)), "cut off");
    }
}
