package org.seatrial.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a log in chunks that end with a line, several at a time: one thread reads the file from its beginning to its
 * end, as many as there are processors decode.
 *
 * <p>The file is read once, so what was seen on the way, for its digest, is what was decoded.
 */
final class LogChunks {

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int LONGEST_LINE_BYTES = 32 << 20;

    private final Path file;
    private final List<Decoding> decodings = new ArrayList<>();
    private final BlockingQueue<Decoding> free;
    private final ArrayDeque<Future<ChunkEnd>> pending = new ArrayDeque<>();
    private byte[] rest = {};
    private long linesBefore;

    private LogChunks(Path file, LogDemands demands) {
        this.file = file;
        int processors = Runtime.getRuntime().availableProcessors();
        free = new ArrayBlockingQueue<>(processors);
        for (int i = 0; i < processors; i++) {
            Decoding decoding = new Decoding(new IntervalLines(demands), free);
            decodings.add(decoding);
            free.add(decoding);
        }
    }

    /** How the decoding of a chunk ended: after so many lines, with {@code reason} at the last one if it is not empty. */
    private record ChunkEnd(long lines, String reason) {}

    /**
     * The sums of a log by tag.
     *
     * @param file for messages
     * @throws EvidenceException naming the first line that is malformed
     */
    static Map<String, CountsSum> read(Path file, InputStream content, LogDemands demands) throws IOException {
        LogChunks chunks = new LogChunks(file, demands);
        try (ExecutorService pool = Executors.newFixedThreadPool(
                chunks.decodings.size(), Thread.ofPlatform().daemon().factory())) {
            chunks.decode(content, demands.beginning().getBytes(StandardCharsets.UTF_8), pool);
        } finally {
            chunks.decodings.forEach(Decoding::close);
        }
        return chunks.sums();
    }

    private void decode(InputStream content, byte[] beginning, ExecutorService pool) throws IOException {
        try {
            boolean more = true;
            boolean first = true;
            while (more) {
                Decoding decoding = free.take();
                more = decoding.fill(this, content);
                if (first && !decoding.beginsWith(beginning)) {
                    throw new EvidenceException(file, "is not a histogram log of version 1.3");
                }
                first = false;
                pending.add(pool.submit(decoding));
                while (!pending.isEmpty() && pending.element().isDone()) {
                    check(pending.remove());
                }
            }
            while (!pending.isEmpty()) {
                check(pending.remove());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + file);
        }
    }

    /** Chunks are looked at in their order, so that the first bad line is named and its number is known. */
    private void check(Future<ChunkEnd> done) throws IOException, InterruptedException {
        try {
            ChunkEnd end = done.get();
            linesBefore += end.lines();
            if (!end.reason().isEmpty()) {
                throw new EvidenceException(file, "line " + linesBefore + " " + end.reason());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("decoding " + file + " failed", failed.getCause());
        }
    }

    private Map<String, CountsSum> sums() throws EvidenceException {
        Map<String, CountsSum> all = new TreeMap<>();
        for (Decoding decoding : decodings) {
            for (Map.Entry<String, CountsSum> one : decoding.lines.sums().entrySet()) {
                CountsSum sum = all.putIfAbsent(one.getKey(), one.getValue());
                try {
                    if (sum != null) {
                        sum.add(one.getValue());
                    }
                } catch (BadLineException together) {
                    throw new EvidenceException(file, "some line " + together.reason(), together);
                }
            }
        }
        if (all.values().stream().map(CountsSum::layout).distinct().count() > 1) {
            throw new EvidenceException(file, "holds histograms of different resolutions");
        }
        return all;
    }

    /** One chunk at a time: its buffer and what decodes it. */
    private static final class Decoding implements Callable<ChunkEnd> {

        private final IntervalLines lines;
        private final BlockingQueue<Decoding> free;
        private byte[] buffer = new byte[2 * CHUNK_BYTES];
        private int filled;

        Decoding(IntervalLines lines, BlockingQueue<Decoding> free) {
            this.lines = lines;
            this.free = free;
        }

        /** Takes whole lines from the content; whether there are more. */
        boolean fill(LogChunks chunks, InputStream content) throws IOException {
            System.arraycopy(chunks.rest, 0, buffer, 0, chunks.rest.length);
            filled = chunks.rest.length;
            chunks.rest = new byte[0];
            while (true) {
                if (buffer.length - filled < CHUNK_BYTES) {
                    buffer = Arrays.copyOf(buffer, 2 * buffer.length);
                }
                int got = content.readNBytes(buffer, filled, CHUNK_BYTES);
                int before = filled;
                filled += got;
                if (got < CHUNK_BYTES) {
                    if (filled > 0 && buffer[filled - 1] != '\n') {
                        throw new EvidenceException(chunks.file, "is cut off: its last line does not end");
                    }
                    return false;
                }
                for (int i = filled - 1; i >= before; i--) {
                    if (buffer[i] == '\n') {
                        chunks.rest = Arrays.copyOfRange(buffer, i + 1, filled);
                        filled = i + 1;
                        return true;
                    }
                }
                if (filled > LONGEST_LINE_BYTES) {
                    throw new EvidenceException(
                            chunks.file, "has a line of more than " + LONGEST_LINE_BYTES + " bytes");
                }
            }
        }

        boolean beginsWith(byte[] beginning) {
            return filled >= beginning.length
                    && Arrays.equals(buffer, 0, beginning.length, beginning, 0, beginning.length);
        }

        @Override
        public ChunkEnd call() {
            long number = 0;
            String reason = "";
            try {
                for (int from = 0; from < filled; ) {
                    int until = from;
                    while (buffer[until] != '\n') {
                        until++;
                    }
                    number++;
                    boolean twoBytes = until > from && buffer[until - 1] == '\r';
                    lines.read(buffer, from, twoBytes ? until - 1 : until);
                    from = until + 1;
                }
            } catch (BadLineException bad) {
                reason = bad.reason();
            } finally {
                // Whatever happened: the reading thread waits for it.
                free.add(this);
            }
            return new ChunkEnd(number, reason);
        }

        void close() {
            lines.close();
        }
    }
}
