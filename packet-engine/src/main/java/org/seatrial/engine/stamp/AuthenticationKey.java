package org.seatrial.engine.stamp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;

/** The secret that sender and reflector share in authenticated mode. It is never printed. */
public final class AuthenticationKey {

    private static final int SHORTEST_BYTES = 8;
    private static final String TEXT = "text:";
    private static final String VALID =
            "one line, readable by its owner only: hexadecimal digits, or 'text:' and the key itself";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] octets;

    AuthenticationKey(byte[] octets) {
        this.octets = octets.clone();
    }

    /**
     * Reads a key file of one line: hexadecimal digits, or {@code text:} and the key as it is typed into a router.
     *
     * @throws InputException with every problem if it is missing, holds no key, others may read it, or it lies in a
     *     repository
     */
    public static AuthenticationKey read(Path file) throws IOException {
        Problems problems = new Problems();
        byte[] octets = {};
        try {
            Path real = file.toRealPath();
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(real);
            if (!OWNER_ONLY.containsAll(mode)) {
                problems.add(problem(
                        file,
                        PosixFilePermissions.toString(mode),
                        "others may read this secret",
                        "chmod 600 " + file + ", and replace the key if anybody else had access"));
            }
            if (insideRepository(real)) {
                problems.add(
                        problem(file, "", "a secret must not lie in a repository", "move it to ~/.config/seatrial"));
            }
            octets = parse(Files.readString(real, StandardCharsets.UTF_8).strip());
            if (octets.length < SHORTEST_BYTES) {
                problems.add(problem(
                        file,
                        "",
                        "the key has " + octets.length + " octets, at least " + SHORTEST_BYTES + " are needed",
                        "make one: openssl rand -hex 32"));
            }
        } catch (NoSuchFileException missing) {
            problems.add(problem(file, "", "there is no such file", "make one: openssl rand -hex 32"));
        } catch (IllegalArgumentException notHexadecimal) {
            // Its message would quote the key.
            problems.add(problem(file, "", "this is no key", "make one: openssl rand -hex 32"));
        }
        problems.throwIfAny();
        return new AuthenticationKey(octets);
    }

    private static byte[] parse(String line) {
        return line.startsWith(TEXT)
                ? line.substring(TEXT.length()).getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(line);
    }

    private static boolean insideRepository(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private static Problem problem(Path file, String value, String reason, String action) {
        return new Problem(file.toString(), "", value, reason, VALID, action);
    }

    byte[] octets() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return "a key of " + octets.length + " octets";
    }
}
