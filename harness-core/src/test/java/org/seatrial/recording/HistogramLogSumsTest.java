package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums are those of the library, and nothing is skipped that the library would skip. */
class HistogramLogSumsTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void theSumsOfRandomLogsAreThoseOfTheLibrary() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Path log = new RandomLog(seed).write(folder, 1 + seed);

            HistogramLogSums sums = HistogramLogSums.read(log);

            HistogramLogSums library = RandomLog.byLibrary(log);
            assertThat(sums.intervals()).as("seed %d", seed).isEqualTo(library.intervals());
            assertThat(sums.byTag()).as("seed %d", seed).isEqualTo(library.byTag());
            assertThat(sums.intervals()).isEqualTo(1 + seed);
        }
    }

    @Test
    void aLogOfManyChunksIsReadWholeAndItsTagsAddUp() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add((i % 3 == 0 ? "Tag=a," : "") + line(histogram(1 + 999 * i)));
        }
        Path one = Files.write(folder.resolve("one.hlog"), lines);
        Path many = folder.resolve("many.hlog");
        byte[] bytes = Files.readAllBytes(one);
        int copies = 1 + 5_000_000 / bytes.length;
        try (var out = Files.newOutputStream(many)) {
            for (int i = 0; i < copies; i++) {
                out.write(bytes);
            }
        }

        HistogramLogSums sums = HistogramLogSums.read(many);

        assertThat(sums.intervals()).isEqualTo(50L * copies);
        assertThat(sums.byTag().get("a")).isNotNull().matches(tagged -> tagged.getTotalCount() == 17L * copies);
        assertThat(sums.all().getCountAtValue(1 + 999 * 49)).isEqualTo(copies);
        assertThat(sums.all().getTotalCount()).isEqualTo(50L * copies);
    }

    @Test
    void aBadLineBehindManyChunksIsNamedByItsNumber() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            lines.add(line(histogram(1 + i)));
        }
        lines.set(20_999, "nonsense");
        lines.set(25_999, "more nonsense");
        Path log = Files.write(folder.resolve("long.hlog"), lines);

        assertThatThrownBy(() -> HistogramLogSums.read(log))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("long.hlog: line 21000 is not an interval");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                        | is empty
        1.000,1.000,0.001         | is not an interval
        ,1.000,0.001,             | has a start that is no number
        1.000,x,0.001,            | has a length that is no number
        1.000,1.,0.001,           | has a length that is no number
        1.000,1.000,-1,           | has a maximum that is no number
        99999999999,1.000,0.001,  | has a start beyond all time
        'Tag=,1.000,1.000,0.001,' | has an empty tag
        Tag=fault                 | is not an interval
        '1.000,1.000,0.001,'      | holds base64 that is cut off
        1.000,1.000,0.001,ABC     | holds base64 that is cut off
        1.000,1.000,0.001,AB-D    | holds something else than base64
        1.000,1.000,0.001,A===    | holds something else than base64
        1.000,1.000,0.001,AAAAAAAAAAAAAAAA | holds something else than a compressed histogram\
        """)
    void aMalformedLineIsRefusedWithItsNumber(String line, String reason) throws IOException {
        assertRefused(line, reason);
    }

    @Test
    void aLineMissingItsEndIsRefused() throws IOException {
        Path log = Files.writeString(folder.resolve("cut.hlog"), line(histogram(5)));

        assertThatThrownBy(() -> HistogramLogSums.read(log))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("cut off");
    }

    /** A few bits mean nothing: the word size in the cookie, and those that fill the last octet of the stream. */
    @Test
    void noFlippedCharacterOfAHistogramMakesAnotherOneOfIt() throws IOException {
        String good = line(histogram(123_456));
        int first = good.lastIndexOf(',') + 1;
        int refused = 0;
        for (int i = first; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            Path log = log(good.substring(0, i) + other + good.substring(i + 1));
            try {
                assertThat(HistogramLogSums.read(log).all()).isEqualTo(histogram(123_456));
            } catch (EvidenceException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(good.length() - first - 6);
    }

    @ParameterizedTest
    @ValueSource(longs = {-50_000, Long.MIN_VALUE, -2_000_000_000_000L})
    void zerosBeyondTheRangeOfAHistogramAreRefused(long zeros) throws IOException {
        assertRefused(line(encoded(zeros, 1)), "holds counts beyond the range");
    }

    @Test
    void aCountBehindTheRangeOfAHistogramIsRefused() throws IOException {
        int length = new CountsLayout(1, 3).length(1_000_000);
        assertThat(HistogramLogSums.read(log(line(encoded(1 - length, 1)))).intervals())
                .isEqualTo(1);
        assertRefused(line(encoded(-length, 1)), "holds counts beyond the range");
    }

    @Test
    void aCountThatIsCutOffIsRefused() throws IOException {
        byte[] counts = zigZag(300);
        assertRefused(line(encoded(Arrays.copyOf(counts, 1))), "cut off");
    }

    @Test
    void aCountThatNoLongerFitsIsRefused() throws IOException {
        long half = Long.MAX_VALUE / 2 + 1;
        assertRefused(line(encoded(half, half)), "beyond what can be counted");
        String line = line(encoded(half));
        assertThatThrownBy(() -> HistogramLogSums.read(log(line, line)))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("line 2 ")
                .hasMessageContaining("beyond what can be counted");
    }

    @Test
    void samplesOfSeveralBucketsThatNoLongerFitAreRefused() throws IOException {
        long half = Long.MAX_VALUE / 2 + 1;
        assertThatThrownBy(() -> HistogramLogSums.read(log(line(encoded(0, half)), line(encoded(half)))))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("beyond what can be counted");
    }

    @Test
    void histogramsOfAnotherResolutionAreRefused() throws IOException {
        Histogram coarse = new Histogram(1, 1_000_000, 2);
        coarse.recordValue(5);
        assertThatThrownBy(() -> HistogramLogSums.read(log(line(histogram(5)), line(coarse))))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("line 2 has a histogram of another resolution");
        assertThatThrownBy(() -> HistogramLogSums.read(log(line(histogram(5)), "Tag=b," + line(coarse))))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("different resolutions");
    }

    @Test
    void aShiftedHistogramIsRefused() throws IOException {
        Histogram shifted = histogram(5_000);
        shifted.shiftValuesLeft(3);
        assertRefused(line(shifted), "shifted or scaled");
    }

    @Test
    void windowsLineEndsAreRead() throws IOException {
        Path log = Files.writeString(folder.resolve("dos.hlog"), line(histogram(5)) + "\r\n");
        assertThat(HistogramLogSums.read(log).all()).isEqualTo(histogram(5));
    }

    @Test
    void aLogWithoutIntervalsHasNoSum() throws IOException {
        HistogramLogSums none = HistogramLogSums.read(log("#[Histogram log format version 1.3]"));
        assertThat(none.intervals()).isZero();
        assertThatThrownBy(none::all).isInstanceOf(IllegalStateException.class);
    }

    private void assertRefused(String bad, String reason) throws IOException {
        Path log = log("#[Histogram log format version 1.3]", line(histogram(5)), bad, line(histogram(6)));
        assertThatThrownBy(() -> HistogramLogSums.read(log))
                .as("line '%s'", bad)
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("line 3 ")
                .hasMessageContaining(reason);
    }

    private Path log(String... lines) throws IOException {
        return Files.write(folder.resolve("made.hlog"), Arrays.asList(lines));
    }

    private static Histogram histogram(long value) {
        Histogram histogram = new Histogram(1, 1_000_000, 3);
        histogram.recordValue(value);
        return histogram;
    }

    private static String line(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return line(Arrays.copyOf(buffer.array(), length));
    }

    private static String line(byte[] encoded) {
        return "1.000,1.000,0.001," + Base64.getEncoder().encodeToString(encoded);
    }

    private static byte[] zigZag(long value) {
        ByteBuffer buffer = ByteBuffer.allocate(9);
        long rest = value << 1 ^ value >> 63;
        for (int i = 0; i < 8 && rest >>> 7 != 0; i++) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] encoded(long... counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long count : counts) {
            bytes.writeBytes(zigZag(count));
        }
        return encoded(bytes.toByteArray());
    }

    /** A histogram from 1 to 1 000 000 with three digits and any counts at all. */
    private static byte[] encoded(byte[] counts) {
        ByteBuffer plain = ByteBuffer.allocate(40 + counts.length)
                .putInt(0x1c849313)
                .putInt(counts.length)
                .putInt(0)
                .putInt(3)
                .putLong(1)
                .putLong(1_000_000)
                .putDouble(1)
                .put(counts);
        Deflater deflater = new Deflater();
        deflater.setInput(plain.array());
        deflater.finish();
        byte[] deflated = new byte[1_000];
        int length = deflater.deflate(deflated);
        deflater.end();
        return ByteBuffer.allocate(8 + length)
                .putInt(0x1c849314)
                .putInt(length)
                .put(deflated, 0, length)
                .array();
    }
}
