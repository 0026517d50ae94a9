package org.cardpress.creator.baseimage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.ext4.Ext4Volume;
import org.cardpress.creator.ext4.FileSink;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.tool.Tool;
import org.cardpress.creator.tool.ToolRunner;
import org.cardpress.protocol.runtime.CancelSignal;

/**
 * Builds the reference base image of demos and tests: an MBR, a FAT16 boot partition, an ext4 root partition with a little of
 * {@code /etc}, no data partition. Takes a second, needs no root, and gives the same bytes each time. Also runs as a program with the
 * path of the image as its only argument.
 */
public final class SmallBaseImage {
    private static final long MIB = 1 << 20;
    private static final Partition BOOT = new Partition(1, 0x0e, MIB, 16 * MIB);
    private static final Partition ROOT = new Partition(2, Partition.LINUX, 17 * MIB, 15 * MIB);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final Map<String, String> ROOT_FILES = Map.of(
            "etc/os-release", "NAME=\"Cardpress reference base\"\nID=cardpress\nVERSION_ID=1\n",
            "etc/hostname", "hotspot\n",
            "etc/hosts", "127.0.0.1 localhost\n127.0.1.1 hotspot\n",
            "etc/fstab",
                    "LABEL=root /     ext4 defaults,noatime 0 1\n"
                            + "LABEL=BOOT /boot vfat defaults         0 2\n"
                            + "LABEL=data /data ext4 defaults,noatime 0 2\n",
            "etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    private static final List<String> ROOT_DIRECTORIES =
            List.of("bin", "boot", "data", "dev", "home", "proc", "root", "run", "sys", "tmp", "usr", "var");

    private SmallBaseImage() {}

    /** Writes the image to a new file. */
    public static void build(Path path) throws IOException {
        ToolRunner tools = new ToolRunner(
                CreateListener.silent(new CancelSignal()),
                Map.of(
                        "E2FSPROGS_FAKE_TIME", Long.toString(TIME.getEpochSecond()),
                        "SOURCE_DATE_EPOCH", Long.toString(TIME.getEpochSecond())));
        try (ImageFile image = ImageFile.create(path, ROOT.end())) {
            Mbr.write(image, BOOT);
            Mbr.write(image, ROOT);
            // A disk signature, as real cards have one.
            image.write(440, ByteBuffer.wrap(new byte[] {'c', 'a', 'r', 'd'}));
            boot(tools, path);
            root(tools, path, image);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static void boot(ToolRunner tools, Path path) throws IOException {
        tools.run(
                Tool.MKFS_FAT,
                "-F",
                "16",
                "-n",
                "BOOT",
                "-i",
                "0cab0001",
                "--invariant",
                "-h",
                Long.toString(BOOT.offset() / 512),
                "--offset",
                Long.toString(BOOT.offset() / 512),
                path.toString(),
                Long.toString(BOOT.length() / 1024));
        Path text = Files.createTempFile("cardpress", ".txt");
        try {
            Files.writeString(text, "console=serial0,115200 root=LABEL=root rootfstype=ext4 rootwait\n");
            Files.setLastModifiedTime(text, FileTime.from(TIME));
            tools.run(Tool.MCOPY, "-m", "-i", path + "@@" + BOOT.offset(), text.toString(), "::/cmdline.txt");
        } finally {
            Files.deleteIfExists(text);
        }
    }

    private static void root(ToolRunner tools, Path path, ImageFile image) throws IOException {
        String uuid = "0cab0002-0000-4000-8000-000000000000";
        tools.run(
                Tool.MKE2FS,
                "-q",
                "-F",
                "-t",
                "ext4",
                "-b",
                "4096",
                "-I",
                "256",
                "-m",
                "0",
                "-L",
                "root",
                "-U",
                uuid,
                "-O",
                "none,ext_attr,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,metadata_csum",
                "-E",
                "offset=" + ROOT.offset() + ",root_owner=0:0,nodiscard,lazy_itable_init=0,hash_seed=" + uuid,
                path.toString(),
                ROOT.length() / 1024 + "k");
        Ext4Volume volume = Ext4Volume.open(image, ROOT, TIME);
        for (String directory : ROOT_DIRECTORIES) {
            volume.directory(List.of(directory));
        }
        for (String name : ROOT_FILES.keySet().stream().sorted().toList()) {
            FileSink sink = volume.file(List.of(name.split("/")), 0644, TIME);
            sink.write(ByteBuffer.wrap(String.valueOf(ROOT_FILES.get(name)).getBytes(StandardCharsets.UTF_8)));
            sink.close();
        }
        volume.finish();
    }

    /** {@code SmallBaseImage OUT.img} */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException(arguments.length + " arguments (expected one: the image to write)");
        }
        build(Path.of(arguments[0]));
    }
}
