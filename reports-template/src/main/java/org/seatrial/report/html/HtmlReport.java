package org.seatrial.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ReportRenderer;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.report.brand.Brand;

/** Renders {@code report.html}. */
public final class HtmlReport implements ReportRenderer {

    private static final Configuration TEMPLATES = templates();

    private final Path keyFile;
    private final Brand brand;

    /** For {@link java.util.ServiceLoader}: names the key of this account as the one the run is to be signed with. */
    public HtmlReport() {
        this(SigningKey.usualFile(System.getenv()));
    }

    /** @param keyFile the signing key whose fingerprint the page names; it need not exist yet */
    public HtmlReport(Path keyFile) {
        this(keyFile, Brand.NONE);
    }

    /** @param keyFile as above */
    public HtmlReport(Path keyFile, Brand brand) {
        this.keyFile = keyFile;
        this.brand = brand;
    }

    @Override
    public String output() {
        return "report.html";
    }

    @Override
    public void render(AcceptanceReport report, Path runFolder) throws IOException {
        Page page = PageWriter.page(report, runFolder, SigningKey.announced(keyFile));
        String html;
        try (StringWriter out = new StringWriter()) {
            Template template = TEMPLATES.getTemplate("report.ftlh");
            String script = resource("report.js");
            template.process(
                    Map.of(
                            "page", page,
                            "brand", brand,
                            "style", resource("report.css"),
                            "script", script,
                            "scriptDigest", digest(script)),
                    out);
            html = out.toString();
        } catch (TemplateException e) {
            throw new IOException("the template of report.html does not fit the page: " + e.getMessage(), e);
        }
        DurableFile.write(runFolder.resolve(output()), html.getBytes(StandardCharsets.UTF_8));
    }

    /** By which the page's policy lets this script run and no other. */
    private static String digest(String script) throws IOException {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no SHA-256", e);
        }
    }

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(HtmlReport.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        return configuration;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program is incomplete: no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
