package org.cardpress.creator.tool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program of the system that builds need, and the Debian package that has it. */
public enum Tool {
    MKE2FS("e2fsprogs"),
    E2FSCK("e2fsprogs"),
    RESIZE2FS("e2fsprogs"),
    DEBUGFS("e2fsprogs"),
    MCOPY("mtools"),
    MKFS_FAT("dosfstools"),
    FSCK_FAT("dosfstools"),
    /** Without it images are made all the same, of ZIM files that nobody checked. */
    ZIMCHECK("zim-tools", false);

    private final String debianPackage;
    private final boolean needed;

    Tool(String debianPackage) {
        this(debianPackage, true);
    }

    Tool(String debianPackage, boolean needed) {
        this.debianPackage = debianPackage;
        this.needed = needed;
    }

    /** Whether builds fail without it. */
    public boolean isNeeded() {
        return needed;
    }

    /** Name of the program. */
    public String program() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Package to install where it is missing. */
    public String debianPackage() {
        return debianPackage;
    }

    /** Where it is: on the path, or where Debian keeps programs that an ordinary user's path does not show. */
    public Optional<Path> find() {
        List<String> directories = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            directories.addAll(List.of(path.split(":")));
        }
        directories.addAll(List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin"));
        return directories.stream()
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, program()))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
