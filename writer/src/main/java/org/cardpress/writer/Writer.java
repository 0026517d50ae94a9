package org.cardpress.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.WorkerLoop;
import org.cardpress.protocol.runtime.Workers;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.event.KernelEvents;
import org.cardpress.writer.journal.CardJournal;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.SlotTrust;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotProbe;
import org.cardpress.writer.slot.UsbReaders;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.PatientProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer of one machine: a worker for each slot. Outside the heap it takes 8 MiB a slot. */
public final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Longer than a healthy reader needs to find out about a new card. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private static final Duration DELIVER_EVERY = Duration.ofSeconds(10);

    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final List<FreeSlot> slots;
    private final Workers workers;
    private final KernelEvents kernelEvents;
    private final Delivery delivery;
    private final SlotNews news;

    private Writer(List<FreeSlot> slots, Workers workers, KernelEvents kernelEvents, Delivery delivery, SlotNews news) {
        this.news = news;
        this.delivery = delivery;
        this.slots = slots;
        this.workers = workers;
        this.kernelEvents = kernelEvents;
    }

    /**
     * Starts working until closed.
     *
     * @throws IOException if the state directory cannot be used
     */
    public static Writer start(WriterConfig config) throws IOException {
        SchedulerClient scheduler =
                SchedulerClient.of(config.scheduler(), () -> new Credentials(config.username(), config.password()));
        return start(config, scheduler, new LinuxSlotProbe(KernelTree.REAL), Outside.real(), slots -> scheduler
                .hosts()
                .tellSlots(new SlotsTold(config.host(), slots)));
    }

    /** @param told takes what the slots are up to */
    static Writer start(
            WriterConfig config, LeaseCalls scheduler, SlotProbe probe, Outside outside, Consumer<List<SlotState>> told)
            throws IOException {
        Path state = Files.createDirectories(config.state());
        CardLedger ledger = CardLedger.open(state.resolve("cards"), InstantSource.system());
        CardJournal journal = CardJournal.open(state.resolve("journal"), InstantSource.system());
        SlotTrust trust = SlotTrust.open(state.resolve("slots"));
        CardPress press = new CardPress(
                journal,
                Quarantine.open(state.resolve("quarantine")),
                trust,
                config.overwrite(),
                InstantSource.system(),
                UUID::randomUUID);
        StagedImages images = new StagedImages(new Shelf(config.shelf()));
        CardEvents events = new CardEvents(LOOK_EVERY);
        SlotProbe patient = new PatientProbe(probe, LONGEST_LOOK);
        FreeCards cards = new FreeCards();
        SlotNews news = new SlotNews(told, TELL_EVERY, LOOK_EVERY);
        Delivery delivery = new Delivery(scheduler, ledger.undelivered(), outside.nanos(), DELIVER_EVERY);
        List<FreeSlot> slots = new ArrayList<>();
        List<WorkerLoop> loops = new ArrayList<>();
        for (Slot each : config.slots()) {
            CardSlot slot = new DeviceSlot(each, patient);
            FreeSlot free = new FreeSlot(slot, ledger, cards, config.host(), events, trust, news);
            HangGuard guard = new HangGuard(each.name(), config.patience(), outside.nanos());
            CardWriter writer = new CardWriter(config.wipe(), outside.nanos());
            WriteHandler handler =
                    new WriteHandler(slot, images, ledger, press, writer, guard, config.largestCard(), events);
            slots.add(free);
            loops.add(new WorkerLoop(
                    "slot-" + each.name(),
                    free,
                    (claim, context) -> {
                        cards.taken(each.name());
                        news.say(each.name(), "works on task " + claim.taskId(), false);
                        return handler.run(claim, context);
                    },
                    delivery,
                    state.resolve("work").resolve(each.name()),
                    config.grace(),
                    outside));
            LOG.info("slot {}: {}", each.name(), each.at());
        }
        for (UsbReaders.Plugged plugged : new UsbReaders(KernelTree.REAL).plugged()) {
            LOG.info("USB block device {} is at {}", plugged.device(), plugged.key());
        }
        Workers workers = new Workers(loops);
        workers.start();
        delivery.start();
        news.start();
        return new Writer(slots, workers, KernelEvents.start(events), delivery, news);
    }

    /** As SIGTERM should: a card being written may be finished within the grace time, all else is given back. */
    @Override
    public void close() {
        slots.forEach(FreeSlot::close);
        workers.close();
        delivery.close();
        news.close();
        kernelEvents.close();
    }
}
