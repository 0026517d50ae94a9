package org.cardpress.standalone.usb;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A Debian or Ubuntu kernel as files, and the first file system it starts from: its modules for USB storage and for the folders of
 * the host, busybox, and a script. {@code ./cardpress test} lays the kernel into {@code target/guest-kernel}.
 *
 * @param image what the emulator loads
 * @param modules folder of its modules
 */
record GuestKernel(Path image, Path modules) {
    private static final Pattern IMAGE = Pattern.compile("vmlinuz-(.+)");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+)\\s+\\(0x");
    private static final Pattern MODULE = Pattern.compile("(.+)\\.ko(\\.xz|\\.zst)?");

    /** With all that they need; depmod sorts them out when the guest starts. What a kernel has built in is no file and missed by nobody. */
    private static final Set<String> MODULES = Set.of(
            ("virtio virtio_ring virtio_pci virtio_pci_modern_dev virtio_pci_legacy_dev failover net_failover virtio_net"
                            + " virtio-rng rng-core 9pnet 9pnet_virtio 9p netfs fscache usb-common usbcore xhci-hcd xhci-pci"
                            + " xhci-pci-renesas usb-storage uas scsi_common scsi_mod sd_mod t10-pi crc-t10dif crct10dif_common"
                            + " crct10dif_generic crct10dif-pclmul crc64 crc64-rocksoft crc64_rocksoft crc64_rocksoft_generic")
                    .split(" "));

    /** The newest one below the folder whose modules are there. */
    static Optional<GuestKernel> in(Path folder) throws IOException {
        Path boot = folder.resolve("boot");
        if (!Files.isDirectory(boot)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(boot)) {
            return files.sorted(Comparator.reverseOrder())
                    .map(file -> of(folder, file))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    private static Optional<GuestKernel> of(Path folder, Path file) {
        Matcher name = IMAGE.matcher(file.getFileName().toString());
        if (!name.matches() || !Files.isReadable(file)) {
            return Optional.empty();
        }
        return Stream.of("lib/modules", "usr/lib/modules")
                .map(modules -> folder.resolve(modules).resolve(name.group(1)))
                .filter(Files::isDirectory)
                .map(modules -> new GuestKernel(file, modules))
                .findFirst();
    }

    /**
     * Writes the first file system.
     *
     * @param init script that becomes the first process; {@code /bin/busybox} is there for it
     */
    Path startingWith(String init, Path busybox, Path target) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                CpioArchiveOutputStream out = new CpioArchiveOutputStream(file)) {
            Set<String> folders = new TreeSet<>();
            for (String name : List.of("proc", "sys", "dev", "host", "bin")) {
                folder(out, folders, name);
            }
            put(out, folders, "init", init.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            put(out, folders, "bin/busybox", Files.readAllBytes(busybox));
            for (Path library : libraries(busybox)) {
                put(out, folders, library.toString().substring(1), Files.readAllBytes(library));
            }
            String place = "lib/modules/" + modules.getFileName() + "/";
            for (Path module : wanted()) {
                Matcher name = MODULE.matcher(modules.relativize(module).toString());
                if (name.matches()) {
                    put(out, folders, place + name.group(1) + ".ko", unpacked(module));
                }
            }
            for (String list : List.of("modules.order", "modules.builtin")) {
                put(out, folders, place + list, Files.readAllBytes(modules.resolve(list)));
            }
        }
        return target;
    }

    private List<Path> wanted() throws IOException {
        try (Stream<Path> files = Files.walk(modules)) {
            return files.filter(file -> {
                        Matcher name = MODULE.matcher(file.getFileName().toString());
                        return name.matches() && MODULES.contains(name.group(1));
                    })
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static byte[] unpacked(Path module) throws IOException {
        try (InputStream packed = Files.newInputStream(module)) {
            String name = module.toString();
            if (name.endsWith(".xz")) {
                return new XZCompressorInputStream(packed).readAllBytes();
            }
            return name.endsWith(".zst") ? new ZstdInputStream(packed).readAllBytes() : packed.readAllBytes();
        }
    }

    /** None for a static program. */
    private static List<Path> libraries(Path program) throws IOException {
        Process ldd = new ProcessBuilder("ldd", program.toString())
                .redirectErrorStream(true)
                .start();
        List<Path> found = new ArrayList<>();
        for (String line :
                new String(ldd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
            Matcher library = LIBRARY.matcher(line);
            if (library.find()) {
                found.add(Path.of(library.group(1)));
            }
        }
        return found;
    }

    private static void put(CpioArchiveOutputStream out, Set<String> folders, String name, byte[] bytes)
            throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            folder(out, folders, name.substring(0, slash));
        }
        CpioArchiveEntry entry = new CpioArchiveEntry(name, bytes.length);
        entry.setMode(0100755L);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private static void folder(CpioArchiveOutputStream out, Set<String> folders, String name) throws IOException {
        if (folders.add(name)) {
            CpioArchiveEntry entry = new CpioArchiveEntry(name);
            entry.setMode(0040755L);
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
        }
    }
}
