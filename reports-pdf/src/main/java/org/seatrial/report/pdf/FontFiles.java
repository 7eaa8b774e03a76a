package org.seatrial.report.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * The fonts of the document, DejaVu, which have every sign that our reports use. Text is embedded from them and drawings
 * are lettered with them, whatever this machine has; the renderer takes them from files.
 */
record FontFiles(Path folder) implements AutoCloseable {

    private static final String PACKED = "/net/sf/jasperreports/fonts/dejavu/";

    /** A font and the name that style sheets call it by. */
    private record Font(String file, String family, int weight) {}

    private static final List<Font> FONTS = List.of(
            new Font("DejaVuSansCondensed.ttf", "DejaVu Sans", 400),
            new Font("DejaVuSansCondensed-Bold.ttf", "DejaVu Sans", 700),
            new Font("DejaVuSansMono.ttf", "DejaVu Sans Mono", 400));

    static FontFiles unpacked() throws IOException {
        FontFiles files = new FontFiles(Files.createTempDirectory("seatrial-fonts"));
        for (Font font : FONTS) {
            try (InputStream in = FontFiles.class.getResourceAsStream(PACKED + font.file())) {
                if (in == null) {
                    throw new IOException("the program is incomplete: no font " + font.file());
                }
                Files.copy(in, files.folder.resolve(font.file()));
            }
        }
        return files;
    }

    void giveTo(PdfRendererBuilder builder) {
        for (Font font : FONTS) {
            builder.useFont(
                    folder.resolve(font.file()).toFile(),
                    font.family(),
                    font.weight(),
                    FontStyle.NORMAL,
                    true,
                    EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG));
        }
    }

    @Override
    public void close() throws IOException {
        for (Font font : FONTS) {
            Files.deleteIfExists(folder.resolve(font.file()));
        }
        Files.deleteIfExists(folder);
    }
}
