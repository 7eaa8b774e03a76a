package org.seatrial.report.attestation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.NearNames;
import org.seatrial.input.Problem;

/**
 * Names a key in a token (RFC 7512): {@code pkcs11:token=acme;object=signing?module-path=/usr/lib/softhsm/libsofthsm2.so}.
 *
 * @param text as it was given
 * @param token the token's label; empty if its serial number names it
 * @param serial the token's serial number; empty if its label names it
 * @param object the label of the key's certificate; empty if the token holds one key
 * @param module the PKCS #11 library of the token's maker
 * @param pinSource a file that holds the PIN
 */
record Pkcs11Uri(String text, String token, String serial, String object, Path module, Optional<Path> pinSource) {

    private static final String SCHEME = "pkcs11:";
    private static final String MODULE = "module-path";
    private static final String PIN_SOURCE = "pin-source";
    private static final List<String> VALID = List.of("token", "serial", "object", MODULE, PIN_SOURCE);
    private static final String EXAMPLE =
            "pkcs11:token=LABEL;object=LABEL?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/path/of/the/pin";

    /** Whether what names a key names one in a token. */
    static boolean is(Path key) {
        return key.toString().startsWith(SCHEME);
    }

    /** @throws InputException with everything that is wrong with it */
    static Pkcs11Uri parse(String text) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : text.substring(SCHEME.length()).split("[;?&]", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (part.isEmpty()) {
                continue;
            }
            if (name.equals("pin-value")) {
                problems.add(problem(
                        "pin-value=…",
                        "a PIN on a command line is there for every user of the machine to read",
                        "set " + Pkcs11.PIN_VARIABLE + " in the environment, or name a file with pin-source=file:/…"));
            } else if (!VALID.contains(name)) {
                problems.add(problem(name, "no such attribute is understood", NearNames.valid(name, VALID)));
            } else if (equals < 0 || found.put(name, decoded(part.substring(equals + 1))) != null) {
                problems.add(problem(name, equals < 0 ? "it has no value" : "it stands here twice", ""));
            }
        }
        if (found.getOrDefault("token", "").isEmpty()
                && found.getOrDefault("serial", "").isEmpty()) {
            problems.add(problem("token", "no token is named", "pkcs11-tool --module LIBRARY --list-token-slots"));
        }
        if (!found.getOrDefault(MODULE, "").startsWith("/")) {
            problems.add(problem(
                    found.getOrDefault(MODULE, ""),
                    "the token's PKCS #11 library is not named by its whole path",
                    "add ?" + MODULE + "=/…/library.so"));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new Pkcs11Uri(
                text,
                found.getOrDefault("token", ""),
                found.getOrDefault("serial", ""),
                found.getOrDefault("object", ""),
                Path.of(found.getOrDefault(MODULE, "")),
                Optional.ofNullable(found.get(PIN_SOURCE))
                        .map(source -> Path.of(source.replaceFirst("^file:/*", "/"))));
    }

    /** Unlike in a form, a plus is a plus. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new InputException(problem(value, "a broken percent-encoding: " + broken.getMessage(), ""));
        }
    }

    private static Problem problem(String value, String reason, String action) {
        return new Problem("--signing-key", "pkcs11", value, reason, EXAMPLE, action);
    }
}
