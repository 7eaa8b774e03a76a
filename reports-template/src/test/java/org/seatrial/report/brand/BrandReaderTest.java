package org.seatrial.report.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;

class BrandReaderTest {

    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">%s</svg>";

    @TempDir
    private Path folder = Path.of("unset");

    private Brand read(String yaml) throws IOException {
        Files.writeString(folder.resolve("brand.yaml"), yaml);
        return BrandReader.read(folder);
    }

    private List<String> told(String yaml) throws IOException {
        try {
            read(yaml);
            return List.of();
        } catch (InputException e) {
            return e.problems().stream().map(Problem::message).toList();
        }
    }

    @Test
    void nameLogoColoursAndFooterAreRead() throws IOException {
        Files.writeString(folder.resolve("logo.svg"), SVG.formatted("<path d=\"M0 0h9v9z\" fill=\"url(#g)\"/>"));
        Brand brand = read("""
            name: Harbour Networks Ltd
            logo: logo.svg
            colours: {accent: "#0b4f6c", band: "#0b2f4c", band-text: "#ffffff"}
            footer: [1 Quay Street, acceptance@harbour.example]
            """);
        assertThat(brand.name()).isEqualTo("Harbour Networks Ltd");
        assertThat(brand.logoAddress()).startsWith("data:image/svg+xml;base64,");
        assertThat(brand.accent()).isEqualTo(new Colour(0x0b, 0x4f, 0x6c));
        assertThat(brand.footer()).containsExactly("1 Quay Street", "acceptance@harbour.example");
    }

    @Test
    void whatIsLeftOutIsAsWithoutABrand() throws IOException {
        assertThat(read("name: Harbour"))
                .isEqualTo(new Brand(
                        "Harbour",
                        Brand.NONE.logo(),
                        Brand.NONE.accent(),
                        Brand.NONE.band(),
                        Brand.NONE.bandText(),
                        List.of()));
    }

    @Test
    void colourTextTooPaleToBeReadIsRefusedWithItsContrast() throws IOException {
        assertThat(told("name: H\ncolours: {accent: \"#88aadd\"}"))
                .singleElement()
                .asString()
                .contains("brand.yaml: colours.accent (line 2): '#88aadd'")
                .contains("its contrast against the white page is only 2.3")
                .contains("at least 4.5 to 1");
    }

    @Test
    void aBandAsPaleAsItsTextIsRefused() throws IOException {
        assertThat(told("name: H\ncolours: {band: \"#ffff00\"}"))
                .singleElement()
                .asString()
                .contains("colours.band")
                .contains("the band #ffff00");
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        assertThat(told("nam: H\nlogo: gone.png\ncolours: {accent: red}\n"))
                .hasSize(4)
                .anyMatch(message -> message.contains("there is no such key here"))
                .anyMatch(message -> message.contains("'name' is missing"))
                .anyMatch(message -> message.contains("'gone.png': there is no such file"))
                .anyMatch(message -> message.contains("'red': this is not a colour"));
    }

    @Test
    void aFolderThatIsNotThereIsOneProblem() {
        assertThatThrownBy(() -> BrandReader.read(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<image href=\"http://198.18.0.9/x.png\"/>",
                "<path fill=\"url(http://198.18.0.9/x)\"/>",
                "<g onload=\"x()\"/>",
                "<style>@import 'x.css';</style>",
                "<foreignObject/>"
            })
    void aLogoThatReachesOutOrRunsIsRefused(String content) throws IOException {
        Files.writeString(folder.resolve("logo.svg"), SVG.formatted(content));
        assertThat(told("name: H\nlogo: logo.svg"))
                .singleElement()
                .asString()
                .contains("a script or refers to something outside");
    }

    @Test
    void aLogoOutsideOfTheFolderIsRefused() throws IOException {
        assertThat(told("name: H\nlogo: ../secret.png"))
                .singleElement()
                .asString()
                .contains("lies outside");
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Files.writeString(folder.resolve("logo.png"), "hello");
        assertThat(told("name: H\nlogo: logo.png")).singleElement().asString().contains("neither PNG nor JPEG");
    }

    @Test
    void aLogoTooLargeForThePageIsRefused() throws IOException {
        Files.write(folder.resolve("logo.png"), new byte[300 * 1024]);
        assertThat(told("name: H\nlogo: logo.png")).singleElement().asString().contains("307200 bytes");
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(new Colour(0, 0, 0).contrast(Colour.WHITE)).isCloseTo(21, within(0.001));
        assertThat(new Colour(0x76, 0x76, 0x76).contrast(Colour.WHITE)).isCloseTo(4.54, within(0.01));
    }
}
