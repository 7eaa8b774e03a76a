package org.seatrial.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;

/** Reads a file of evidence only if it is, byte for byte, the one that its record lists. */
final class VerifiedFile {

    private VerifiedFile() {}

    static Path locate(Path folder, EvidenceFile evidence) throws EvidenceException {
        Path home = folder.toAbsolutePath().normalize();
        Path file = home.resolve(evidence.path()).normalize();
        if (!file.startsWith(home) || file.equals(home)) {
            throw new EvidenceException(file, "is outside the folder of its record, " + home);
        }
        return file;
    }

    /** The lines of a text file, each of which was ended. */
    static List<String> lines(Path folder, EvidenceFile evidence) throws IOException {
        Path file = locate(folder, evidence);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new EvidenceException(file, "is missing", missing);
        }
        if (bytes.length != evidence.size()) {
            throw new EvidenceException(
                    file, "has %d bytes, its record says %d".formatted(bytes.length, evidence.size()));
        }
        String digest = Digests.sha256(bytes);
        if (!digest.equals(evidence.sha256())) {
            throw new EvidenceException(
                    file, "has SHA-256 %s, its record says %s".formatted(digest, evidence.sha256()));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new EvidenceException(file, "is cut off: its last line does not end");
        }
        return text.lines().toList();
    }

    /** Reads a file of any size; what was read is trusted only after {@link Content#check}. */
    static Content content(Path folder, EvidenceFile evidence) throws IOException {
        Path file = locate(folder, evidence);
        try {
            return new Content(file, evidence, Files.newInputStream(file));
        } catch (NoSuchFileException missing) {
            throw new EvidenceException(file, "is missing", missing);
        }
    }

    /** A file while it is read, digested on the way. */
    static final class Content extends DigestInputStream {

        private final Path file;
        private final EvidenceFile evidence;
        private long size;

        Content(Path file, EvidenceFile evidence, InputStream bytes) {
            super(bytes, Digests.sha256());
            this.file = file;
            this.evidence = evidence;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            size += Math.max(0, got);
            return got;
        }

        /** Reads on to the end, and refuses a file that is not what its record says. */
        void check() throws IOException {
            byte[] rest = new byte[1 << 16];
            while (read(rest, 0, rest.length) >= 0) {
                // Digested on the way.
            }
            if (size != evidence.size()) {
                throw new EvidenceException(file, "has %d bytes, its record says %d".formatted(size, evidence.size()));
            }
            String digest = Digests.hex(getMessageDigest().digest());
            if (!digest.equals(evidence.sha256())) {
                throw new EvidenceException(
                        file, "has SHA-256 %s, its record says %s".formatted(digest, evidence.sha256()));
            }
        }
    }

    static void compareCounts(Path file, EvidenceFile evidence, long records, long total) throws EvidenceException {
        if (records != evidence.records() || total != evidence.total()) {
            throw new EvidenceException(
                    file,
                    "holds %d records with %d in total, its record in trial.json says %d with %d"
                            .formatted(records, total, evidence.records(), evidence.total()));
        }
    }
}
