package org.cardpress.writer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UeventTest {
    @Test
    void aMessageOfTheKernelTellsWhatHappenedToWhat() {
        String message = "change@/devices/virtual/block/loop0\0ACTION=change\0DEVPATH=/devices/virtual/block/loop0\0"
                + "SUBSYSTEM=block\0MAJOR=7\0MINOR=0\0DEVNAME=loop0\0DEVTYPE=disk\0DISKSEQ=247\0";

        assertThat(Uevent.parse(bytes(message))).contains(new Uevent("change", "block", "loop0"));
    }

    @Test
    void otherDevicesAreNoCards() {
        String message = "add@/devices/virtual/net/tap0\0ACTION=add\0SUBSYSTEM=net\0";

        assertThat(Uevent.parse(bytes(message))).hasValueSatisfying(event -> assertThat(event.isOfABlockDevice())
                .isFalse());
    }

    @Test
    void whatIsNoMessageOfTheKernelIsNone() {
        assertThat(Uevent.parse(new byte[0])).isEmpty();
        assertThat(Uevent.parse(bytes("libudev\0\u0001\u0002ACTION=add\0SUBSYSTEM=block\0")))
                .isEmpty();
        assertThat(Uevent.parse(bytes("add@/devices/x"))).isEmpty();
        assertThat(Uevent.parse(bytes("\0\0\0"))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
