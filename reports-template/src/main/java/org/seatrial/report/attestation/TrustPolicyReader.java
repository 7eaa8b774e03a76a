package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.InputException;
import org.seatrial.input.Place;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.CertificateClass;

/**
 * Reads a customer's policy.
 *
 * <pre>
 * policy: acme-networks
 * report-signed-by: [integrator.pub.pem]
 * countersigned-by:
 *   - {role: customer, keys: [6f0c…], at-least: 1}
 * waivers-by: [customer]
 * minimum-class: replica
 * maximum-age-days: 90
 * timestamped-by: [tsa-root.pem]
 * </pre>
 */
public final class TrustPolicyReader {

    private static final List<String> KEYS = List.of(
            "policy",
            "report-signed-by",
            "countersigned-by",
            "waivers-by",
            "minimum-class",
            "maximum-age-days",
            "timestamped-by");
    private static final List<String> SIGNER_KEYS = List.of("role", "keys", "at-least");
    private static final long LONGEST_DAYS = 36_500;

    private final FileProblems problems;
    private final Path folder;
    private final Map<String, String> ownerOfKey = new HashMap<>();

    private TrustPolicyReader(FileProblems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    /**
     * Reads a policy file; key files are named relative to it.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static TrustPolicy read(Path file) {
        Problems all = new Problems();
        Optional<YamlNode.Mapping> root = YamlFile.read(file, all);
        FileProblems problems = new FileProblems(file.toString(), all);
        Path folder = file.toAbsolutePath().resolveSibling("");
        Optional<TrustPolicy> policy =
                root.map(map -> new TrustPolicyReader(problems, folder).policy(new Fields(problems, map, KEYS)));
        all.throwIfAny();
        return policy.orElseThrow(() -> new IllegalStateException("a policy without a root and without a problem"));
    }

    private TrustPolicy policy(Fields fields) {
        fields.require("report-signed-by", "the keys that may sign a report");
        Set<String> reportKeys = keys(fields, "report-signed-by", "report-signed-by");
        List<TrustPolicy.Signers> signers = new ArrayList<>();
        for (YamlNode item : fields.list("countersigned-by")) {
            Fields.asMap(item, problems)
                    .ifPresent(map -> signers.add(signers(new Fields(problems, map, SIGNER_KEYS), signers)));
        }
        List<String> roles = signers.stream().map(TrustPolicy.Signers::role).toList();
        Map<String, Place> waivers = fields.texts("waivers-by");
        waivers.forEach((role, place) -> {
            if (!roles.contains(role)) {
                problems.unknown(place, "role in countersigned-by", role, roles);
            }
        });
        return new TrustPolicy(
                fields.requiredText("policy").orElse(""),
                reportKeys,
                signers,
                waivers.keySet(),
                certificateClass(fields),
                age(fields),
                authorities(fields));
    }

    private Set<X509Certificate> authorities(Fields fields) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        Map<String, Place> named = fields.texts("timestamped-by");
        if (named.isEmpty() && fields.has("timestamped-by")) {
            problems.add(fields.place("timestamped-by"), "", "no authority is named", "files of certificates in PEM");
        }
        named.forEach((text, place) -> {
            try {
                found.addAll(TimestampCheck.authorities(folder.resolve(text)));
            } catch (InvalidPathException | InputException e) {
                problems.add(place, text, String.valueOf(e.getMessage()), "a file of certificates in PEM");
            }
        });
        return found;
    }

    private TrustPolicy.Signers signers(Fields fields, List<TrustPolicy.Signers> before) {
        String role = fields.requiredText("role").orElse("");
        if (before.stream().anyMatch(one -> one.role().equals(role))) {
            problems.add(
                    fields.place("role"), role, "this role stands here twice", "each role once, with all its keys");
        }
        fields.require("keys", "the keys that may speak in this role");
        Set<String> keys = keys(fields, "keys", role);
        int atLeast = (int) fields.integer("at-least", 0, 1000).orElse(1);
        if (atLeast > keys.size()) {
            problems.add(
                    fields.place("at-least"),
                    Integer.toString(atLeast),
                    "more signatures are wanted than the role has keys",
                    "0 to " + keys.size());
        }
        return new TrustPolicy.Signers(role, keys, atLeast);
    }

    private Set<String> keys(Fields fields, String key, String role) {
        Set<String> keys = new LinkedHashSet<>();
        Map<String, Place> named = fields.texts(key);
        if (named.isEmpty() && fields.has(key)) {
            problems.add(fields.place(key), "", "no key is named", "fingerprints or files of public keys");
        }
        named.forEach((text, place) -> {
            try {
                String fingerprint = Keys.named(text, folder);
                String other = ownerOfKey.putIfAbsent(fingerprint, role);
                if (other != null) {
                    problems.add(place, text, "this key is named for " + other + " already", "a key for one role only");
                }
                keys.add(fingerprint);
            } catch (IOException | InvalidPathException e) {
                problems.add(
                        place,
                        text,
                        "neither a fingerprint nor a file that can be read",
                        "64 hex digits, or the path of a public key in PEM");
            } catch (InputException e) {
                problems.all().addAll(e.problems());
            }
        });
        return keys;
    }

    private Optional<CertificateClass> certificateClass(Fields fields) {
        List<CertificateClass> classes = Arrays.stream(CertificateClass.values())
                .filter(one -> one != CertificateClass.FAKE)
                .toList();
        Optional<String> text = fields.text("minimum-class");
        Optional<CertificateClass> found = text.flatMap(
                name -> classes.stream().filter(one -> one.text().equals(name)).findFirst());
        if (text.isPresent() && found.isEmpty()) {
            problems.unknown(
                    fields.place("minimum-class"),
                    "certificate class",
                    text.get(),
                    classes.stream().map(CertificateClass::text).toList());
        }
        return found;
    }

    private static Optional<Duration> age(Fields fields) {
        OptionalLong days = fields.integer("maximum-age-days", 1, LONGEST_DAYS);
        return days.isPresent() ? Optional.of(Duration.ofDays(days.getAsLong())) : Optional.empty();
    }
}
