package org.cardpress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.device.StagedFile;

/** Cards side by side, each with a thread, a writer and a view of the image of its own, as the slots of a host have them. */
final class CardWall {
    private final Path image;
    private final WritePlan plan;
    private final List<Path> cards;
    private final List<CardWriter> writers = new ArrayList<>();

    CardWall(Path image, WritePlan plan, List<Path> cards) {
        this.image = image;
        this.plan = plan;
        this.cards = List.copyOf(cards);
        for (int i = 0; i < cards.size(); i++) {
            writers.add(new CardWriter(Wipe.SIGNATURES, System::nanoTime));
        }
    }

    /** Writes all of them; seconds until the first {@code awaited} are verified and closed. The others are stopped then. */
    double write(int awaited) throws Exception {
        List<CardTiming> timings = new ArrayList<>();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < cards.size(); i++) {
            int card = i;
            CardTiming timing = new CardTiming();
            timings.add(timing);
            tasks.add(new FutureTask<>(() -> write(card, timing)));
            new Thread(tasks.get(i), "card-" + i).start();
        }
        for (FutureTask<Boolean> task : tasks.subList(0, awaited)) {
            await(task);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        timings.forEach(CardTiming::stop);
        for (FutureTask<Boolean> task : tasks.subList(awaited, tasks.size())) {
            await(task);
        }
        return seconds;
    }

    private boolean write(int card, CardTiming timing) throws Exception {
        try (BlockDevice device = open(cards.get(card));
                StagedFile source = StagedFile.open(image.toString())) {
            writers.get(card).write(device, source, plan, timing);
            return true;
        } catch (CardCancelled stopped) {
            return false;
        }
    }

    static BlockDevice open(Path card) throws DeviceException {
        return Files.isRegularFile(card) ? FileBlockDevice.open(card.toString()) : RawBlockDevice.open(card.toString());
    }

    private static void await(FutureTask<Boolean> task) throws Exception {
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : new IOException(failed);
        }
    }
}
