package org.seatrial.fault.device.drbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.lab.MirrorLook;
import org.seatrial.recording.MirrorSpan.State;

final class DrbdAnswerTest {

    private static final DrbdVolume VOLUME = new DrbdVolume("r0", 0, Optional.empty());

    private static MirrorLook look(String text) {
        return DrbdAnswer.of(text).read(VOLUME).look(true);
    }

    private static MirrorLook changed(String name, String from, String to) {
        String text = Answers.of(name);
        assertThat(text).contains(from);
        return look(text.replace(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-in-sync", "8-in-sync-copy", "9-in-sync"})
    void aMirrorIsInSyncWhereBothDisksAreUpToDateAndNothingIsOutOfSync(String name) {
        MirrorLook look = look(Answers.of(name));

        assertThat(look.state()).isEqualTo(State.IN_SYNC);
        assertThat(look.leftBytes()).isZero();
        assertThat(look.totalBytes()).isEqualTo(34776 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-source", "8-target", "9-source"})
    void aCopyThatIsBeingFilledSaysHowMuchIsLeft(String name) {
        MirrorLook look = look(Answers.of(name));

        assertThat(look.state()).isEqualTo(State.COPYING);
        assertThat(look.leftBytes()).isBetween(1L, 8L << 20);
        assertThat(look.totalBytes()).isEqualTo(34776 * 1024);
    }

    @Test
    void aMirrorWhoseConnectionIsDownIsInterruptedInTheWordsOfDrbd() {
        assertThat(look(Answers.of("8-alone")))
                .isEqualTo(new MirrorLook(
                        State.INTERRUPTED, 8 << 20, 34776 * 1024, "StandAlone, disks UpToDate/DUnknown"));
        assertThat(look(Answers.of("8-waits")).why()).isEqualTo("WFConnection, disks UpToDate/DUnknown");
        assertThat(look(Answers.of("9-connecting")).why()).isEqualTo("Connecting, disks UpToDate/DUnknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-down", "8-no-module", "9-no-resource"})
    void aVolumeThatIsNotSetUpIsInterrupted(String name) {
        assertThat(look(Answers.of(name))).isEqualTo(MirrorLook.interrupted("Unconfigured"));
    }

    @Test
    void anotherVolumeOfTheResourceSaysNothing() {
        DrbdVolume other = new DrbdVolume("r0", 1, Optional.empty());

        assertThat(DrbdAnswer.of(Answers.of("8-in-sync")).read(other)).isEqualTo(DrbdStatus.unconfigured());
        assertThat(DrbdAnswer.of(Answers.of("9-in-sync")).read(other)).isEqualTo(DrbdStatus.unconfigured());
    }

    @Test
    void aCopyThatIsAcknowledgedBeforeItIsOnItsDiskIsNoneWhereItMustBeSynchronous() {
        assertThat(look(Answers.of("8-protocol-a")).state()).isEqualTo(State.INTERRUPTED);
        assertThat(look(Answers.of("8-protocol-a")).why()).startsWith("protocol A acknowledges before");
        assertThat(changed("9-in-sync", "C; # default", "B;").why()).startsWith("protocol B acknowledges before");
        assertThat(DrbdAnswer.of(Answers.of("8-protocol-a"))
                        .read(VOLUME)
                        .look(false)
                        .state())
                .isEqualTo(State.IN_SYNC);
    }

    @Test
    void aProtocolThatIsNotToldIsNotGuessed() {
        MirrorLook look = changed("9-in-sync", "protocol", "protokoll");

        assertThat(look.state()).isEqualTo(State.UNSEEN);
        assertThat(look.why()).isEqualTo("DRBD does not say its protocol");
    }

    @Test
    void differencesThatAVerificationHasFoundAreNoCopy() {
        assertThat(changed("8-in-sync", "oos:0", "oos:4").why()).contains("4096 octets out of sync");
        assertThat(changed("9-in-sync", "\"out-of-sync\": 0", "\"out-of-sync\": 4")
                        .why())
                .contains("4096 octets out of sync");
    }

    @Test
    void anAmountOutOfSyncThatIsNotToldIsNotGuessed() {
        assertThat(changed("8-in-sync", " oos:0", "").state()).isEqualTo(State.UNSEEN);
        assertThat(changed("9-in-sync", "\"out-of-sync\": 0", "\"out-of-sync\": 9223372036854775807")
                        .state())
                .isEqualTo(State.UNSEEN);
    }

    @Test
    void everyOtherStateOfADiskIsNoCopy() {
        for (String disk : new String[] {"Inconsistent", "Outdated", "Consistent", "Diskless", "Failed", "DUnknown"}) {
            assertThat(changed("8-in-sync", "ds:UpToDate/UpToDate", "ds:UpToDate/" + disk)
                            .state())
                    .isEqualTo(State.INTERRUPTED);
            assertThat(changed("9-in-sync", "\"disk-state\": \"UpToDate\"", "\"disk-state\": \"" + disk + "\"")
                            .state())
                    .isEqualTo(State.INTERRUPTED);
        }
    }

    @Test
    void everyOtherStateOfTheReplicationIsNoCopy() {
        for (String state :
                new String[] {"VerifyS", "PausedSyncS", "PausedSyncT", "WFBitMapS", "Ahead", "Behind", "Off"}) {
            assertThat(changed("8-in-sync", "cs:Connected", "cs:" + state).state())
                    .isEqualTo(State.INTERRUPTED);
            assertThat(changed("9-in-sync", "\"Established\"", "\"" + state + "\"")
                            .state())
                    .isEqualTo(State.INTERRUPTED);
        }
    }

    @Test
    void ofSeveralConnectionsOneMustBeNamed() {
        String text = Answers.of("9-three-hosts");

        assertThatThrownBy(() -> look(text)).isInstanceOf(DrbdException.class).hasMessageContaining("san2, san3");
        assertThat(DrbdAnswer.of(text)
                        .read(new DrbdVolume("r0", 0, Optional.of("san2")))
                        .look(true)
                        .state())
                .isEqualTo(State.IN_SYNC);
        DrbdStatus third = DrbdAnswer.of(text).read(new DrbdVolume("r0", 0, Optional.of("san3")));
        assertThat(third.protocol()).isEqualTo("A");
        assertThat(third.look(true).state()).isEqualTo(State.INTERRUPTED);
    }

    @Test
    void aToolThatCannotBeUsedTellsNothing() {
        for (String said : new String[] {"sh: 8: drbdsetup: not found", "[1, 2", "", "Permission denied"}) {
            String text = "version: 9.2.8 (api:2/proto:86-122)\nseatrial status\n" + said + "\nseatrial show\n";
            assertThatThrownBy(() -> look(text)).isInstanceOf(DrbdException.class);
            String eight = "version: 8.4.11 (api:1/proto:86-101)\nseatrial status\n" + said + "\n";
            assertThatThrownBy(() -> look(eight)).isInstanceOf(DrbdException.class);
        }
        assertThatThrownBy(() -> look("This account is currently not available.\n"))
                .hasMessageContaining("This account");
    }

    @Test
    void theWorseOfTwoLooksCounts() {
        MirrorLook whole = look(Answers.of("8-in-sync"));
        MirrorLook filling = look(Answers.of("8-source"));
        MirrorLook broken = look(Answers.of("8-waits"));
        MirrorLook unseen = MirrorLook.unseen("no answer");

        assertThat(DrbdMirror.both(whole, whole)).isEqualTo(whole);
        assertThat(DrbdMirror.both(whole, unseen)).isEqualTo(unseen);
        assertThat(DrbdMirror.both(unseen, filling)).isEqualTo(filling);
        assertThat(DrbdMirror.both(filling, broken)).isEqualTo(broken);
        assertThat(DrbdMirror.both(broken, unseen)).isEqualTo(broken);
    }
}
