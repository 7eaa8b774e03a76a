package org.seatrial.report.brand;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.seatrial.input.Fields;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** An image that is put into the page itself. It must not be able to ask for anything from anywhere. */
final class Logo {

    private static final int LARGEST = 200 * 1024;
    private static final String VALID = "a PNG, JPEG or SVG file beside brand.yaml, at most 200 KiB";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** Whatever runs, or reaches out of the file. References within it begin with #. */
    private static final Pattern REACHES_OUT = Pattern.compile(
            "<\\s*(script|foreignObject|iframe)|\\son[a-z]+\\s*=|@import|<!ENTITY|<\\?xml-stylesheet"
                    + "|href\\s*=\\s*[\"'](?!#|data:image/(png|jpeg))|url\\(\\s*[\"']?(?!#)",
            Pattern.CASE_INSENSITIVE);

    private Logo() {}

    /** The image as a {@code data:} address; empty, with a problem added, if it cannot be used. */
    static Optional<String> read(Path folder, String name, Fields fields) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || Path.of(name).isAbsolute()) {
            return refused(fields, name, "this lies outside of the brand's folder");
        }
        if (!Files.isRegularFile(file)) {
            return refused(fields, name, "there is no such file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                return refused(fields, name, "the file has " + Files.size(file) + " bytes");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (startsWith(bytes, PNG)) {
                return Optional.of(address("image/png", bytes));
            }
            if (startsWith(bytes, JPEG)) {
                return Optional.of(address("image/jpeg", bytes));
            }
            return svg(bytes, name, fields);
        } catch (IOException e) {
            return refused(fields, name, "the file cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> svg(byte[] bytes, String name, Fields fields) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (REACHES_OUT.matcher(text).find()) {
            return refused(fields, name, "the drawing holds a script or refers to something outside of it");
        }
        try {
            Element root = parser().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
            if ("svg".equals(root.getLocalName())) {
                return Optional.of(address("image/svg+xml", bytes));
            }
            return refused(fields, name, "this is XML, but no SVG drawing");
        } catch (SAXException e) {
            return refused(fields, name, "this is neither PNG nor JPEG nor a well-formed SVG drawing");
        }
    }

    private static DocumentBuilder parser() throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IOException("this Java cannot read XML safely", e);
        }
    }

    /** The standard one prints to the console. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // A warning spoils no drawing.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length > magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private static String address(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<String> refused(Fields fields, String name, String reason) {
        fields.problems().add(fields.place("logo"), name, reason, VALID);
        return Optional.empty();
    }
}
