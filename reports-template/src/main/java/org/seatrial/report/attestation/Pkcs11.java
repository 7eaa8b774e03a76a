package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;

/**
 * Keys in a smart card, a USB token or a hardware security module, through PKCS #11: the key signs and never leaves it.
 * Java's provider signs with P-256 there, and not with Ed25519.
 */
final class Pkcs11 {

    /** Never an argument: a command line is there for every user of the machine to read. */
    static final String PIN_VARIABLE = "SEATRIAL_KEY_PIN";

    /** A token counts wrong PINs and locks itself: what it said once is not asked again. */
    private static final Map<String, CertifiedKey> OPENED = new HashMap<>();

    private static final Map<String, InputException> REFUSED = new HashMap<>();

    private Pkcs11() {}

    static synchronized CertifiedKey load(String uri, Map<String, String> environment) throws IOException {
        InputException refused = REFUSED.get(uri);
        if (refused != null) {
            throw refused;
        }
        CertifiedKey opened = OPENED.get(uri);
        if (opened == null) {
            opened = open(Pkcs11Uri.parse(uri), environment);
            OPENED.put(uri, opened);
        }
        return opened;
    }

    private static CertifiedKey open(Pkcs11Uri uri, Map<String, String> environment) throws IOException {
        Provider provider = provider(uri, token(uri));
        char[] pin = pin(uri, environment);
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return CertifiedKey.of(store, alias(uri, store), new char[0], Optional.of(provider));
        } catch (IOException e) {
            InputException failed = unusable(
                    uri,
                    wrongPin(e) ? "the token refused the PIN" : "the token cannot be opened: " + reasons(e),
                    "check the PIN: a token locks itself after a few wrong ones");
            REFUSED.put(uri.text(), failed);
            throw failed;
        } catch (GeneralSecurityException | ProviderException e) {
            throw unusable(
                    uri, "the token's key cannot be used: " + reasons(e), "use a P-256 key with its certificate");
        } finally {
            Arrays.fill(pin, ' ');
        }
    }

    private static Pkcs11Tokens.Token token(Pkcs11Uri uri) {
        List<Pkcs11Tokens.Token> tokens;
        try {
            tokens = Pkcs11Tokens.of(uri.module());
        } catch (IOException e) {
            throw unusable(uri, String.valueOf(e.getMessage()), "name the library of the token's maker");
        }
        List<Pkcs11Tokens.Token> fitting = tokens.stream()
                .filter(one -> uri.token().isEmpty() || uri.token().equals(one.label()))
                .filter(one -> uri.serial().isEmpty() || uri.serial().equals(one.serial()))
                .toList();
        if (fitting.size() != 1) {
            List<String> there = tokens.stream()
                    .map(one -> "token=" + one.label() + ";serial=" + one.serial())
                    .toList();
            throw unusable(
                    uri,
                    (fitting.isEmpty() ? "no token is called that" : "several tokens are called that") + "; there "
                            + (there.isEmpty() ? "is none" : "are " + String.join(", ", there)),
                    fitting.isEmpty() ? "plug it in, or name another" : "name its serial number too");
        }
        if (fitting.getFirst().pinLocked()) {
            throw unusable(uri, "the token has locked its PIN", "unlock it with the PIN of its security officer");
        }
        return fitting.getFirst();
    }

    private static Provider provider(Pkcs11Uri uri, Pkcs11Tokens.Token token) {
        Provider bare = Security.getProvider("SunPKCS11");
        if (bare == null) {
            throw unusable(uri, "this Java has no PKCS #11 (module jdk.crypto.cryptoki)", "use a whole JDK");
        }
        try {
            return bare.configure("--name = seatrial" + token.slot() + "\nlibrary = \"" + uri.module() + "\"\nslot = "
                    + token.slot() + "\n");
        } catch (ProviderException | IllegalArgumentException e) {
            throw unusable(uri, "the token cannot be opened: " + reasons(e), "");
        }
    }

    /** The caller overwrites it. */
    private static char[] pin(Pkcs11Uri uri, Map<String, String> environment) throws IOException {
        if (uri.pinSource().isEmpty()) {
            String pin = environment.getOrDefault(PIN_VARIABLE, "");
            if (pin.isEmpty()) {
                throw unusable(
                        uri,
                        "its PIN is not known",
                        "set " + PIN_VARIABLE + " in the environment, or name a file with pin-source=file:/…");
            }
            return pin.toCharArray();
        }
        Path file = uri.pinSource().get();
        if (!Files.isRegularFile(file)) {
            throw unusable(uri, "there is no file " + file + " with its PIN", "write the PIN there, mode 0600");
        }
        SigningKey.ownerOnly(file);
        CharBuffer text = CharBuffer.wrap(Files.readString(file).stripTrailing());
        return text.toString().toCharArray();
    }

    private static String alias(Pkcs11Uri uri, KeyStore store) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            // Java adds issuer and serial number to a label that two certificates share.
            if (store.isKeyEntry(alias)
                    && (uri.object().isEmpty() || alias.equals(uri.object()) || alias.startsWith(uri.object() + "/"))) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw unusable(
                    uri,
                    keys.isEmpty()
                            ? "it holds no private key with a certificate"
                                    + (uri.object().isEmpty() ? "" : " called " + uri.object())
                            : "it holds several keys: " + String.join(", ", keys),
                    keys.isEmpty()
                            ? "put the key's certificate into the token, under the key's id"
                            : "name one with object=LABEL");
        }
        return keys.getFirst();
    }

    private static boolean wrongPin(Throwable e) {
        return causes(e)
                .anyMatch(one -> one instanceof LoginException
                        || String.valueOf(one.getMessage()).contains("CKR_PIN"));
    }

    private static String reasons(Throwable e) {
        return String.join(
                ": ",
                causes(e)
                        .map(one -> String.valueOf(one.getMessage()))
                        .distinct()
                        .toList());
    }

    private static Stream<Throwable> causes(Throwable e) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable one = e; one != null && causes.size() < 8; one = one.getCause()) {
            causes.add(one);
        }
        return causes.stream();
    }

    private static InputException unusable(Pkcs11Uri uri, String reason, String action) {
        return new InputException(new Problem(
                uri.text(), "", "", reason, "a P-256 key with its certificate in a PKCS #11 token", action));
    }
}
