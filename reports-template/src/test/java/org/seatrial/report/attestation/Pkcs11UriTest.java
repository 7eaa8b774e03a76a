package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.seatrial.input.InputException;

class Pkcs11UriTest {

    private static final String MODULE = "?module-path=/usr/lib/softhsm/libsofthsm2.so";

    @Test
    void namesAreReadWithTheirPercentEncoding() {
        Pkcs11Uri uri =
                Pkcs11Uri.parse("pkcs11:token=Acme%20Networks+1;object=signing" + MODULE + "&pin-source=file:/etc/pin");
        assertThat(uri.token()).isEqualTo("Acme Networks+1");
        assertThat(uri.object()).isEqualTo("signing");
        assertThat(uri.module()).isEqualTo(Path.of("/usr/lib/softhsm/libsofthsm2.so"));
        assertThat(uri.pinSource()).contains(Path.of("/etc/pin"));
    }

    @Test
    void aFileUrlWithThreeSlashesIsAFileToo() {
        assertThat(Pkcs11Uri.parse("pkcs11:serial=1" + MODULE + "&pin-source=file:///etc/pin")
                        .pinSource())
                .contains(Path.of("/etc/pin"));
    }

    @Test
    void aPinInTheUriIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> Pkcs11Uri.parse("pkcs11:token=a" + MODULE + "&pin-value=4711"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("every user of the machine")
                .hasMessageContaining(Pkcs11.PIN_VARIABLE)
                .hasMessageNotContaining("4711");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> Pkcs11Uri.parse("pkcs11:tokn=a;object=x;object=y?module-path=softhsm.so"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'tokn'")
                .hasMessageContaining("it stands here twice")
                .hasMessageContaining("no token is named")
                .hasMessageContaining("'softhsm.so'");
    }

    @Test
    void onlyWhatBeginsWithTheSchemeIsAToken() {
        assertThat(Pkcs11Uri.is(Path.of("pkcs11:token=a"))).isTrue();
        assertThat(Pkcs11Uri.is(Path.of("/home/ada/pkcs11/key.pem"))).isFalse();
    }
}
