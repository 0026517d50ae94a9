package org.cardpress.standalone.usb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.cardpress.standalone.process.Precedence;

/**
 * A computer with one USB controller, emulated without acceleration, and the hands that plug things into it. The root folder of the
 * host is its read-only root file system; one folder of the host is writable under the same name. It reaches the host's loopback at
 * {@link #HOST}, and has no route to anything else.
 */
final class UsbMachine implements AutoCloseable {
    /** The host's loopback as the machine sees it. */
    static final String HOST = "10.0.2.2";

    /** Where the controller sits, as the addresses of slots have it. */
    static final String CONTROLLER = "pci0000:00/0000:00:10.0";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Path console;
    private final Qmp qmp;

    private UsbMachine(Process process, Path console, Qmp qmp) {
        this.process = process;
        this.console = console;
        this.qmp = qmp;
    }

    /**
     * Switches it on, with nothing plugged in, and holds it before its first instruction until {@link #go}.
     *
     * @param shared the writable folder
     * @param work folder for what the emulator needs; its console is {@code console.log} there
     */
    static UsbMachine off(GuestKernel kernel, Path firstFiles, Path shared, Path work) throws IOException {
        Path console = work.resolve("console.log");
        Files.deleteIfExists(work.resolve("qmp"));
        Process process = new ProcessBuilder(Precedence.over(List.of(
                        "qemu-system-x86_64",
                        "-S",
                        "-nodefaults",
                        "-no-reboot",
                        "-machine",
                        "q35",
                        "-accel",
                        "tcg,thread=multi",
                        "-cpu",
                        "max",
                        "-smp",
                        "1",
                        "-m",
                        "1024",
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-qmp",
                        "unix:qmp,server=on,wait=off",
                        "-kernel",
                        kernel.image().toString(),
                        "-initrd",
                        firstFiles.toString(),
                        "-append",
                        "console=ttyS0 panic=-1",
                        "-virtfs",
                        "local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap",
                        "-virtfs",
                        "local,path=" + shared + ",mount_tag=shared,security_model=none",
                        "-netdev",
                        "user,id=net",
                        "-device",
                        "virtio-net-pci,netdev=net,romfile=",
                        "-device",
                        "virtio-rng-pci",
                        "-device",
                        "qemu-xhci,id=xhci,addr=10,p2=8,p3=8")))
                // The name of a socket must be short.
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .start();
        try {
            Awaitility.await("the emulator")
                    .atMost(LIMIT)
                    .until(() -> Files.exists(work.resolve("qmp")) || !process.isAlive());
            return new UsbMachine(process, console, Qmp.connect(work.resolve("qmp")));
        } catch (IOException | RuntimeException failed) {
            process.destroyForcibly();
            throw new IOException("no emulator; it said: " + Files.readString(console), failed);
        }
    }

    /** Lets the processor run. */
    void go() throws IOException {
        qmp.execute("cont", Map.of());
    }

    boolean isOn() {
        return process.isAlive();
    }

    /** All that its serial line said, over all its lives. */
    String said() throws IOException {
        return Files.readString(console);
    }

    /** Plugs a hub into a port of the controller, or of another hub ({@code 1.4}). */
    void plugHub(String id, String port) throws IOException {
        qmp.execute("device_add", Map.of("driver", "usb-hub", "id", id, "bus", "xhci.0", "port", port, "ports", 8));
    }

    /** Plugs in a stick: one slot, one medium that stays in it. */
    void plugStick(String id, String port, Card card) throws IOException {
        add(card);
        qmp.execute(
                "device_add",
                Map.of(
                        "driver",
                        "usb-storage",
                        "id",
                        id,
                        "bus",
                        "xhci.0",
                        "port",
                        port,
                        "drive",
                        card.name(),
                        "removable",
                        true));
    }

    /**
     * Plugs in a reader.
     *
     * @param cards one for each slot of the reader, which is named after {@code id} and its number from 0
     */
    void plugReader(String id, String port, List<Card> cards) throws IOException {
        qmp.execute("device_add", Map.of("driver", "usb-bot", "id", id, "bus", "xhci.0", "port", port));
        for (int lun = 0; lun < cards.size(); lun++) {
            add(cards.get(lun));
            qmp.execute(
                    "device_add",
                    Map.of(
                            "driver",
                            "scsi-hd",
                            "id",
                            id + lun,
                            "bus",
                            id + ".0",
                            "lun",
                            lun,
                            "drive",
                            cards.get(lun).name(),
                            "removable",
                            true));
        }
        qmp.execute("qom-set", Map.of("path", "/machine/peripheral/" + id, "property", "attached", "value", true));
    }

    /** Pulls a hub, a stick or a reader. */
    void pull(String id) throws IOException {
        qmp.execute("device_del", Map.of("id", id));
    }

    /** Takes the card out of a slot of a reader. */
    void eject(String slot) throws IOException {
        qmp.execute("eject", Map.of("id", slot, "force", true));
    }

    /** Puts a card into an empty slot of a reader. The emulator takes no locked one there; a stick may be locked. */
    void insert(String slot, Card card) throws IOException {
        add(card);
        qmp.execute("blockdev-insert-medium", Map.of("id", slot, "node-name", card.name()));
        qmp.execute("blockdev-close-tray", Map.of("id", slot));
    }

    /** Makes a card as fast as its file. */
    void unlimited(Card card) throws IOException {
        limit(card, card.slow(0).slowToRead(0).limits());
    }

    /** Has cards answer that did not. Pulling one before that would have the emulator wait for it. */
    void answer(Collection<Card> cards) throws IOException {
        for (Card card : cards) {
            unlimited(card);
        }
        // New limits are for new calls. Those held back go through when the machine stops.
        qmp.execute("stop", Map.of());
        qmp.execute("cont", Map.of());
    }

    /** Has a card not answer: what is written to it takes years. */
    void hang(Card card) throws IOException {
        limit(card, card.slow(1).slowToRead(0).limits());
    }

    private void limit(Card card, Map<String, Object> limits) throws IOException {
        qmp.execute("qom-set", Map.of("path", "/objects/" + card.group(), "property", "limits", "value", limits));
    }

    /** Bytes that the machine has written to a card since it was plugged in. */
    long written(Card card) throws IOException {
        return statistic(card, "wr_bytes");
    }

    /** Reads of a card since it was plugged in. */
    long reads(Card card) throws IOException {
        return statistic(card, "rd_operations");
    }

    private long statistic(Card card, String name) throws IOException {
        for (Object each : (List<?>) qmp.execute("query-blockstats", Map.of())) {
            Map<?, ?> device = (Map<?, ?>) each;
            if (card.name().equals(device.get("node-name"))) {
                return ((Number) ((Map<?, ?>) device.get("stats")).get(name)).longValue();
            }
        }
        return 0;
    }

    private void add(Card card) throws IOException {
        qmp.execute("object-add", Map.of("qom-type", "throttle-group", "id", card.group(), "limits", card.limits()));
        qmp.execute("blockdev-add", card.node());
    }

    /** Cuts the power. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        qmp.close();
    }
}
