package org.cardpress.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One whole build in a process of its own, which tells at its end the most memory it ever had ({@code VmHWM} of proc(5)). */
final class CreatorProcess {
    /** As {@code ./cardpress creator} starts it. */
    static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private static final String PEAK = "VmHWM:";

    private CreatorProcess() {}

    /** Directory with the base image, directory with the contents, workspace. */
    public static void main(String[] args) throws IOException {
        new SampleBuild(Path.of(args[0]), SampleContents.wanted(Path.of(args[1]))).packed(Path.of(args[2]));
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(PEAK))
                .forEach(System.out::println);
    }

    static long peakBytes(Path directory, Path contents) throws IOException, InterruptedException {
        Path workspace = Files.createDirectory(directory.resolve("memory"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CreatorProcess.class.getName()));
        command.addAll(List.of(directory.toString(), contents.toString(), workspace.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String peak = said.lines()
                    .filter(line -> line.startsWith(PEAK))
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("the creator's process ended with " + code + ": " + said.strip()));
            return Long.parseLong(peak.replaceAll("\\D", "")) << 10;
        } finally {
            process.destroyForcibly();
            Trees.delete(workspace);
        }
    }
}
