package org.cardpress.standalone.usb;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cardpress.standalone.Main;

/**
 * The class path of the tests as jars alone, and its classes ready to be mapped (a shared archive of the JDK): without it an emulated
 * processor takes minutes to load them. Where the JDK makes none, it goes without.
 */
final class GuestJava {
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto");

    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final String classPath;
    private final Path archive;

    private GuestJava(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    static GuestJava prepare(Path folder) throws IOException, InterruptedException {
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = new ArrayList<>();
        for (String each : given.split(File.pathSeparator)) {
            Path path = Path.of(each);
            if (Files.isDirectory(path)) {
                jars.add(packed(path, folder.resolve("classes" + jars.size() + ".jar"))
                        .toString());
            } else if (Files.exists(path)) {
                jars.add(path.toString());
            }
        }
        GuestJava guest = new GuestJava(String.join(File.pathSeparator, jars), folder.resolve("classes.jsa"));
        guest.makeArchive(folder.resolve("classes.log"));
        return guest;
    }

    /** The command with its arguments, as words. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java, "-XX:SharedArchiveFile=" + archive));
        command.addAll(OPTIONS);
        command.addAll(List.of("-Djava.io.tmpdir=/run", "-cp", classPath, Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void makeArchive(Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java, "-XX:ArchiveClassesAtExit=" + archive));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "writer", "--help"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    private static Path packed(Path folder, Path jar) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar));
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            out.setLevel(0);
            // Folders too: Micronaut looks for some of its own.
            for (Path each :
                    files.filter(entry -> !entry.equals(folder)).sorted().toList()) {
                boolean isFolder = Files.isDirectory(each);
                out.putNextEntry(new ZipEntry(folder.relativize(each) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(each, out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }
}
