package org.cardpress.standalone.process;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The class path of the tests as jars alone, and its classes ready to be mapped (a shared archive of the JDK), so that a process spends
 * a third less on its start; an emulated processor takes minutes without. Where the JDK makes no archive, it goes without.
 */
public final class MappedClasses {
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final String classPath;
    private final Path archive;

    private MappedClasses(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    /** @param folder for the jars and the archive */
    public static MappedClasses in(Path folder) throws IOException {
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
        return new MappedClasses(String.join(File.pathSeparator, jars), folder.resolve("classes.jsa"));
    }

    /** The command, as words, of a process that leaves the archive behind when it ends by itself or by SIGTERM. */
    public List<String> recording(Class<?> main, List<String> options, String... arguments) {
        return command("-XX:ArchiveClassesAtExit=", main, options, arguments);
    }

    /** The command, as words, of a process that takes its classes from the archive. */
    public List<String> command(Class<?> main, List<String> options, String... arguments) {
        return command("-XX:SharedArchiveFile=", main, options, arguments);
    }

    private List<String> command(String use, Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java, use + archive));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
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
