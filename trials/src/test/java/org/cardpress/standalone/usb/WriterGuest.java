package org.cardpress.standalone.usb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The writer host as a machine of its own: boots, and runs {@code cardpress writer} from the class path of this test, with the JDK of this test.
 * Nothing else runs in it, udev neither: what the writer knows of cards it has from the kernel.
 */
final class WriterGuest {
    /**
     * Debian's udev rules have the kernel look for media changes every two seconds; here it is the script. The kernel is to be patient with a
     * card that does not answer: QEMU stands still when it is told to give up a call that is held back by a throttle.
     */
    private static final String INIT = """
            #!/bin/busybox sh
            /bin/busybox --install -s /bin
            export PATH=/bin
            mount -t proc proc /proc
            mount -t sysfs sys /sys
            mount -t devtmpfs dev /dev
            depmod
            for module in virtio_pci virtio_net virtio_rng 9pnet_virtio 9p sd_mod usb_storage xhci_pci; do
                modprobe $module
            done
            echo 2000 >/sys/module/block/parameters/events_dfl_poll_msecs
            while true; do
                for timeout in /sys/block/sd*/device/timeout; do echo 900 >"$timeout"; done
                sleep 1
            done 2>/dev/null &
            ip link set lo up
            ip link set eth0 up
            ip address add 10.0.2.15/24 dev eth0
            mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288,cache=loose,ro root /host
            mount -t tmpfs run /host/run
            mount -t proc proc /host/proc
            mount --rbind /sys /host/sys
            mount --rbind /dev /host/dev
            mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288 shared "/host@SHARED@"
            chroot /host /usr/bin/env -i LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin @COMMAND@
            echo "the writer ended with $?"
            while true; do sleep 1000; done
            """;

    private final GuestKernel kernel;
    private final Path firstFiles;
    private final Path shared;
    private final Path work;

    private WriterGuest(GuestKernel kernel, Path firstFiles, Path shared, Path work) {
        this.kernel = kernel;
        this.firstFiles = firstFiles;
        this.shared = shared;
        this.work = work;
    }

    /**
     * Makes what it boots from.
     *
     * @param wall whose shared folder the guest may write, under the same name
     * @param addresses of its slots
     */
    static WriterGuest make(GuestKernel kernel, Path busybox, Wall wall, Map<String, String> addresses, Path work)
            throws IOException, InterruptedException {
        Path shared = wall.shared();
        Path config = Files.writeString(shared.resolve("writer.yml"), wall.writerSettings(addresses));
        String command = GuestJava.prepare(wall, work).command("writer", "--config", config.toString()).stream()
                .map(WriterGuest::quoted)
                .collect(Collectors.joining(" "));
        String init = INIT.replace("@SHARED@", shared.toString()).replace("@COMMAND@", command);
        return new WriterGuest(
                kernel, kernel.startingWith(init, busybox, work.resolve("first-files.cpio")), shared, work);
    }

    /** The machine, not yet running, so that things can be plugged in. */
    UsbMachine machine() throws IOException {
        return UsbMachine.off(kernel, firstFiles, shared, work);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
