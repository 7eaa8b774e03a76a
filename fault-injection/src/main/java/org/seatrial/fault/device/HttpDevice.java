package org.seatrial.fault.device;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A device that is spoken to by HTTP. Each exchange has a connection of its own and a deadline over all of it, the body
 * included; redirections are not followed, because credentials must not travel to where the inventory did not say.
 */
final class HttpDevice {

    static final Key URL = Key.required("url", Key.Kind.TEXT, "where it answers, for example https://192.0.2.30");
    static final Key USER = Key.optional("user", Key.Kind.TEXT, "for HTTP basic authentication; with password");
    static final Key PASSWORD = Key.optional("password", Key.Kind.SECRET, "for HTTP basic authentication; with user");
    static final Key TRUST = Key.optional(
            "trust",
            Key.Kind.TEXT,
            "file of certificates (PEM) to trust instead of those of the machine, absolute path");

    static final List<Key> KEYS = List.of(URL, USER, PASSWORD, TRUST);

    private static final int MOST_BODY = 1024 * 1024;

    private final URI base;
    private final Map<String, String> headers = new HashMap<>();
    private final HttpClient.Builder client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1);

    /** What is wrong with the settings, beyond single keys. */
    static List<String> wrong(Settings settings) {
        List<String> wrong = new ArrayList<>();
        String url = settings.text("url", "");
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                wrong.add("the url '" + url + "' is not http:// or https:// with a host");
            }
        } catch (URISyntaxException e) {
            wrong.add("the url '" + url + "' cannot be read: " + e.getReason());
        }
        if (settings.text("user").isPresent() != settings.secret("password").isPresent()) {
            wrong.add("of 'user' and 'password' only one is there");
        }
        return wrong;
    }

    HttpDevice(Settings settings, Secrets secrets) {
        this.base = URI.create(settings.required("url"));
        headers.put("Accept", "application/json");
        settings.secret("password")
                .ifPresent(
                        password -> headers.put("Authorization", secrets.basic(settings.text("user", ""), password)));
        headers.putAll(settings.options("headers", secrets));
        settings.text("trust").ifPresent(file -> client.sslContext(trusting(Path.of(file))));
    }

    /** An answer, whatever its status. */
    record Reply(int status, String body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** @throws DeviceException if the body is not JSON */
        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (JacksonException e) {
                throw new DeviceException("it answered with something that is not JSON: " + shown());
            }
        }

        String shown() {
            return "HTTP " + status + (body.isBlank() ? "" : " " + body.strip());
        }
    }

    /** @param body sent as JSON; empty for none */
    Reply exchange(String method, String path, String body, Deadline deadline) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(deadline.remaining())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpClient http = client.connectTimeout(deadline.remaining()).build();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BODY));
        try {
            HttpResponse<String> response = answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw new DeviceException(base + " did not answer in time");
        } catch (ExecutionException e) {
            throw new DeviceException(
                    e.getCause() instanceof ConnectException
                            ? base + " cannot be reached: connection refused"
                            : base + " did not answer: " + e.getCause());
        } finally {
            answer.cancel(true);
            http.shutdownNow();
        }
    }

    private static SSLContext trusting(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new DeviceException("the certificates in " + pem + " cannot be used: " + e.getMessage());
        }
    }
}
