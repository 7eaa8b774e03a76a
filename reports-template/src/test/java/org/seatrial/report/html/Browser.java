package org.seatrial.report.html;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Chromium without a window, driven by its own protocol over loopback, and everything it said and asked for. */
final class Browser implements Closeable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> incoming;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int commands;
    private int loads;

    private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> incoming) {
        this.process = process;
        this.socket = socket;
        this.incoming = incoming;
    }

    /** @param profile a folder of its own, which need not exist */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Path port = profile.resolve("DevToolsActivePort");
        ProcessBuilder chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // What it leaves goes with the folder.
        chromium.environment()
                .put("TMPDIR", Files.createDirectories(profile.resolve("tmp")).toString());
        Process process = chromium.start();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!(Files.exists(port) && Files.readAllLines(port).size() > 1)) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IOException("chromium did not open its port");
                }
            }
            BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
            HttpClient client = HttpClient.newHttpClient();
            URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list");
            String pages = client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            String address =
                    JSON.readTree(pages).path(0).path("webSocketDebuggerUrl").asString();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(address), new Listener(incoming))
                    .join();
            Browser browser = new Browser(process, socket, incoming);
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                browser.command(domain + ".enable", JSON.createObjectNode());
            }
            return browser;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private record Listener(BlockingQueue<JsonNode> incoming, StringBuilder part) implements WebSocket.Listener {
        Listener(BlockingQueue<JsonNode> incoming) {
            this(incoming, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                incoming.add(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Opens a page and waits until all of it is there. */
    void open(Path page) throws IOException, InterruptedException {
        open(page.toUri().toString());
    }

    /** Forgets what was said and asked for, and shows nothing, as if it had just been started. */
    void clear() throws IOException, InterruptedException {
        scripts(true);
        open("about:blank");
        complaints.clear();
        requests.clear();
    }

    private void open(String address) throws IOException, InterruptedException {
        int before = loads;
        command("Page.navigate", JSON.createObjectNode().put("url", address));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (loads == before) {
            take(deadline);
        }
    }

    /** @param mobile whether it is a phone, whose width the page must follow */
    void size(int width, int height, boolean mobile) throws IOException, InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", mobile));
    }

    void scripts(boolean allowed) throws IOException, InterruptedException {
        command("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", !allowed));
    }

    /** The value of an expression, awaited if it is a promise; not held back by the page's policy. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode result = command(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true)
                        .put("allowUnsafeEvalBlockedByCSP", true));
        if (result.has("exceptionDetails")) {
            throw new IOException("the browser could not evaluate: " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** @param height of the picture from the top of the page; 0 for all of it */
    void screenshot(Path file, int width, int height) throws IOException, InterruptedException {
        double whole = command("Page.getLayoutMetrics", JSON.createObjectNode())
                .path("cssContentSize")
                .path("height")
                .asDouble();
        ObjectNode options = JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true);
        options.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", width)
                .put("height", height == 0 ? Math.min(whole, 16_000) : height)
                .put("scale", 1);
        write(file, command("Page.captureScreenshot", options));
    }

    void print(Path file) throws IOException, InterruptedException {
        write(file, command("Page.printToPDF", JSON.createObjectNode().put("preferCSSPageSize", true)));
    }

    private static void write(Path file, JsonNode result) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.write(
                file, Base64.getDecoder().decode(result.path("data").asString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** What stood in the console since the start, or since it was cleared: messages, errors, refusals of the page's policy. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What was asked for since then that is not in the page itself, the page included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode command(String method, ObjectNode parameters) throws IOException, InterruptedException {
        int id = ++commands;
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode answer = take(deadline);
            if (answer.path("id").asInt(0) == id) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
        }
    }

    private JsonNode take(long deadline) throws IOException, InterruptedException {
        JsonNode message = incoming.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
            throw new IOException("chromium did not answer within " + PATIENCE);
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString("")) {
            case "Page.loadEventFired" -> loads++;
            case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
                complaints.add(parameters.toString());
            case "Network.requestWillBeSent" -> {
                String url = parameters.path("request").path("url").asString("");
                if (!url.startsWith("data:")) {
                    requests.add(url);
                }
            }
            default -> {
                // Everything else is the browser's own affair.
            }
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        try {
            command("Browser.close", JSON.createObjectNode());
            socket.abort();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
